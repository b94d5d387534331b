// The part for what differs from visitor to visitor: the language, and in a built file the rules of the region. Knows no
// text and no law; how a language is written, the browser knows.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  /** @type {(gate: GatePort) => LocalPart} */
  const local = (gate) => {
    const page = gate.own("documentElement");
    /** @type {string[]} */ let codes = [];
    /** @type {Built["faces"] | undefined} */ let faces;

    /**
     * A wish with what it comes to behind it: `zh-TW` is `zh-Hant`, and that is `zh`. A bare `zh` is rather `zh-Hans` than
     * just any. Old codes are those of today. Norwegian without more is Bokmål, which readers of Nynorsk read too.
     * @param {string} wish
     */
    function expand(wish) {
      const tag = wish.replace(/_/g, "-");
      try {
        const { language, script } = new Intl.Locale(tag).maximize();
        return [...(/-/.test(tag) ? [tag] : []), `${language}-${script}`, /^n[no]$/.test(language) ? "nb" : language];
      } catch {
        return [tag, tag.split("-")[0]]; // no tag, but it may begin like one
      }
    }

    /** What is asked for, the best first: by the site's call, by the tag, by the page, by the browser. */
    const asked = () => [gate.part("language")?.wish(), gate.attribute("data-lang"), page.lang, ...navigator.languages]
      .flatMap((wish) => (wish ? expand(wish) : []));

    /** The site's language for the first wish that it has one for, as in crates/model/src/config.rs. @param {string[]} wishes */
    function find(wishes) {
      const isPart = (/** @type {string} */ part, /** @type {string} */ whole) => part.startsWith(whole + "-");
      for (const wish of wishes.map((one) => one.toLowerCase())) {
        const has = (/** @type {(code: string) => boolean} */ fits) => codes.find((code) => fits(code.toLowerCase()));
        const found = has((code) => code === wish) || has((code) => isPart(code, wish) || isPart(wish, code));
        if (found) return found;
      }
    }

    const choose = () => find(asked()) || codes[0];

    // The page may change its language while it is open. What is not on screen follows when it comes.
    new MutationObserver(() => {
      if (choose() === gate.plan()?.language) return;
      if (gate.own("querySelector")("assent-widget")) void gate.use("language").then((part) => part?.follow());
      else if (faces) void gate.part("setup")?.check();
    }).observe(page, { attributeFilter: ["lang"] });

    return {
      asked,
      choose,
      has: (wish) => find(expand(wish)),
      codes(own) {
        if (own) codes = own;
        return codes;
      },

      of(built) {
        const { plan, regions = {} } = built;
        faces = built.faces;
        codes = Object.keys(faces);
        const language = choose(), region = gate.attribute("data-region").toUpperCase();
        const outcomes = Object.entries(plan.outcomes).map(([name, outcome]) => [name, { ...outcome, language }]);
        // Under the whole code, else under that of the country.
        return { ...(regions[region] || regions[region.split("-")[0]]), language, texts: faces[language][2] ?? plan.texts, outcomes: Object.fromEntries(outcomes) };
      },
    };
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).local = local;
})();
