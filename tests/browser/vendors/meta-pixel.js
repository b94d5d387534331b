// Plays Meta's script: takes the calls that its function has kept, and each later one by `callMethod`.
(() => {
  const heard = (window.__heard = []);
  window.fbq.callMethod = (...words) => heard.push(words);
  window.fbq.queue.splice(0).forEach((words) => window.fbq.callMethod(...words));
})();
