// The part for the receipt: the record, for its visitor to read, copy and keep. Knows no element of the panel.
// docs/receipt.md says what stands in it.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  /** @type {(gate: GatePort) => ReceiptPart} */
  const receipt = (gate) => {
    const create = gate.own("createElement");

    /** A copy, since the page gets it. @returns {AssentReceipt | null} */
    const made = () => {
      const record = gate.record();
      return record && { ...structuredClone(record), site: location.origin };
    };

    const text = () => JSON.stringify(made(), null, 2);

    /** The old way, for pages without https and browsers that deny the clipboard. https://w3c.github.io/clipboard-apis/#async-clipboard-api */
    function copySelected() {
      const field = Object.assign(/** @type {HTMLTextAreaElement} */ (create("textarea")), { value: text(), readOnly: true });
      // Beside the button, since a modal dialog lets nothing outside it be selected.
      const place = /** @type {Element | null} */ (gate.own("querySelector")("assent-widget"))?.shadowRoot?.activeElement;
      if (!place) return false;
      place.after(field);
      field.select();
      const isCopied = gate.own("execCommand")("copy");
      field.remove();
      /** @type {HTMLElement} */ (place).focus();
      return isCopied;
    }

    return {
      receipt: async () => made(),

      async copy() {
        try {
          await navigator.clipboard.writeText(text());
          return true;
        } catch {
          return copySelected();
        }
      },

      async download() {
        const url = URL.createObjectURL(new Blob([text()], { type: "application/json" }));
        const at = String(gate.record()?.at).slice(0, 10);
        Object.assign(/** @type {HTMLAnchorElement} */ (create("a")), { href: url, download: `assent-${location.hostname}-${at}.json` }).click();
        setTimeout(() => URL.revokeObjectURL(url), 6e4); // milliseconds: the browser may ask where to put it first
      },
    };
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).receipt = receipt;
})();
