// Plays TikTok's script: takes the calls from the list, and gives the list functions for the later ones.
(() => {
  const heard = (window.__heard = window.ttq.splice(0));
  for (const name of ["page", "holdConsent", "grantConsent", "revokeConsent"]) {
    window.ttq[name] = (...words) => void heard.push([name, ...words]);
  }
})();
