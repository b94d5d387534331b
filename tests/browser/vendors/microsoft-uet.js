// Plays Microsoft's bat.js: makes a class, of which the page's own snippet makes an object out of the list.
window.UET = class {
  constructor({ q }) {
    window.__heard = [...q];
  }
  push(...words) {
    window.__heard.push(...words);
  }
};
