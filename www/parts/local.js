// The part of a built file for what differs from visitor to visitor: the language, and the rules of the region. Only where
// a config has several. Knows no text and no law.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  /** @type {(gate: GatePort) => LocalPart} */
  const local = (gate) => ({ plan, faces, regions = {} }) => {
    const codes = Object.keys(faces);
    const primary = (/** @type {string} */ code) => code.split("-")[0];

    /** The site's language for a visitor, as in crates/model/src/config.rs. */
    function choose() {
      for (const one of [gate.attribute("data-lang"), gate.own("documentElement").lang, ...navigator.languages]) {
        const wish = one.toLowerCase();
        const found = codes.find((code) => code.toLowerCase() === wish)
          || codes.find((code) => primary(code.toLowerCase()) === primary(wish));
        if (found) return found;
      }
      return codes[0];
    }

    const language = choose(), region = gate.attribute("data-region").toUpperCase();
    const outcomes = Object.entries(plan.outcomes).map(([name, outcome]) => [name, { ...outcome, language }]);
    // Under the whole code, else under that of the country.
    return { ...(regions[region] || regions[primary(region)]), language, texts: faces[language][2], outcomes: Object.fromEntries(outcomes) };
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).local = local;
})();
