// The part of a built file that fetches the panel before it is opened, where the config wants it. Knows no panel.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  /** @type {() => AheadPart} */
  const ahead = () => (when, root, prepare) => {
    if (when === "idle") return void (window.requestIdleCallback || setTimeout)(() => void prepare());
    for (const type of ["pointerover", "focusin"]) {
      root.addEventListener(type, ({ target }) => {
        if (/** @type {Element} */ (target).matches('[data-assent-action="open"]')) void prepare();
      });
    }
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).ahead = ahead;
})();
