// The part that hands the visitor their record. Knows no element.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  /** @type {(gate: GatePort) => ReceiptPart} */
  const receipt = (gate) => {
    const text = () => JSON.stringify(gate.record(), null, 2);
    return {
      receipt: async () => structuredClone(gate.record()) || {},
      copy: () => navigator.clipboard.writeText(text()).then(() => true, () => false),
      download() {
        const url = URL.createObjectURL(new Blob([text()], { type: "application/json" }));
        Object.assign(gate.own("createElement")("a"), { href: url, download: "consent.json" }).click();
      },
    };
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).receipt = receipt;
})();
