// The part for the layout `dialog`: shows the banner as a modal dialog, and keeps it there until it is answered. Knows no
// button; the browser itself holds the focus in it.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  /** @type {() => ModalPart} */
  const modal = () => (root) => {
    function show() {
      const banner = /** @type {HTMLDialogElement | null} */ (root.querySelector("dialog.banner:not([open])"));
      if (!banner) return;
      // A browser that does not know `closedby` closes it on Escape: https://html.spec.whatwg.org/#attr-dialog-closedby
      banner.oncancel = (event) => event.preventDefault();
      banner.onclose = show;
      banner.showModal();
    }
    new MutationObserver(show).observe(root, { childList: true });
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).modal = modal;
})();
