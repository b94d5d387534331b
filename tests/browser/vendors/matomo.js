// Plays Matomo's script: takes the list, and puts an object that takes each later call in the place of it.
(() => {
  const heard = (window.__heard = window._paq.splice(0));
  window._paq = { push: (...calls) => void heard.push(...calls) };
})();
