// Plays Pinterest's script: takes the calls that its function has kept, and puts a function of its own in the place of it.
(() => {
  const heard = (window.__heard = Array.from(window.pintrk.queue, (words) => [...words]));
  window.pintrk = (...words) => void heard.push(words);
})();
