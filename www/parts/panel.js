// The part for `data-assent-panel`: has the panel shown in an element of the page. Knows no panel.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  /** @type {(gate: GatePort) => InPagePart} */
  const panel = (gate) => (element) => void gate.use("host").then((host) => host?.inside(element, "panel"));

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).panel = panel;
})();
