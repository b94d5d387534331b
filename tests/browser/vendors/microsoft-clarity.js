// Plays Clarity's script: takes the calls that its function has kept, and puts a function of its own in the place of it.
(() => {
  const heard = (window.__heard = Array.from(window.clarity.q, (words) => [...words]));
  window.clarity = (...words) => void heard.push(words);
})();
