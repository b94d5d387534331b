// Plays Google's tag: obeys the commands of the data layer in order, and sends for each "config" what it believes.
(() => {
  const heard = (window.__heard = []), state = {};
  const plain = (word) => (word instanceof Date ? "a date" : word);
  const take = (entry) => {
    const isCommand = Object.prototype.toString.call(entry) === "[object Arguments]";
    const [name, what, words] = isCommand ? entry : [];
    heard.push(isCommand ? Array.from(entry, plain) : entry);
    if (name === "consent") Object.assign(state, words);
    if (name !== "config" || window["ga-disable-" + what]) return;
    void fetch(`{{THIRD}}/google/${what}/${state.analytics_storage}/${state.ad_storage}`, { mode: "no-cors" });
  };
  window.dataLayer.forEach(take);
  window.dataLayer.push = (...entries) => entries.forEach(take);
})();
