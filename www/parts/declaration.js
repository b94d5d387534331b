// The part for `data-assent-declaration`: has the declaration shown in an element of the page. Knows no declaration.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  /** @type {(gate: GatePort) => InPagePart} */
  const declaration = (gate) => (element) => void gate.use("host").then((host) => host?.inside(element, "declaration"));

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).declaration = declaration;
})();
