// The part with the words for what stands in the page: placeholders, switches, the button that opens the panel. They are in
// the plan, or for a built page in a file beside it. Knows no element.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  /** @type {(gate: GatePort) => PagePart} */
  const page = (gate) => {
    const files = /** @type {Record<string, Promise<PageWords | undefined>>} */ ({});

    /** @param {string} file @returns {Promise<PageWords | undefined>} nothing once a fault has been told */
    async function fetchWords(file) {
      try {
        const answer = await fetch(file);
        if (answer.ok) return await answer.json();
        throw Error(`HTTP ${answer.status}`);
      } catch (error) {
        gate.report("kit-incomplete", file, String(error), "Serve all files of the build together; until then what stands in the page has no words");
      }
    }

    return async () => {
      // Where nothing is asked, a small plan without words is enough until somebody wants to read them.
      if (!gate.plan()?.language) await gate.use("choice").then((choice) => choice?.load());
      const { page: words, digest, language } = /** @type {Plan} */ (gate.plan());
      // A plan with a digest was not built. One that an older kit has kept is about to be made anew, and then has words.
      return words || (digest ? undefined : (files[language] ??= fetchWords(`${gate.kit}page.${language}.json`)));
    };
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).page = page;
})();
