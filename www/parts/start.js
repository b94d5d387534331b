// The part that starts the widget: it fetches Wasm and glue, and gives them what the plan is made of, and the style of all
// that they can show. Knows neither where that comes from nor what it means.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  const CSS = "__CSS:banner,box,bar,dialog,panel,details__"; // filled in when the kit is built

  /** @type {(gate: GatePort) => StartPart} */
  const start = (gate) => {
    /** A file of the kit; nothing once a fault has been told. @param {string} name @returns {Promise<any>} */
    async function json(name) {
      const file = gate.kit + name;
      try {
        const answer = await fetch(file);
        if (answer.ok) return await answer.json();
        throw Error(`HTTP ${answer.status}`);
      } catch (error) {
        gate.report("kit-incomplete", file, String(error), "Serve the whole kit beside assent.js, or set data-kit; until then everything stays held");
      }
    }

    /** @returns {Promise<Widget | void>} */
    async function instantiate() {
      const file = gate.kit + "assent-widget.wasm", wasm = fetch(file); // beside the glue, not after it
      wasm.catch(() => 0);
      const face = await gate.use("widget");
      if (!face) return;
      try {
        const response = await wasm;
        if (!response.ok) throw new Error(`HTTP ${response.status}`);
        const typed = /^application\/wasm/.test(response.headers.get("content-type") || "");
        if (!typed) gate.report("wasm-type", file, "it is not served as application/wasm", "Set this type, so that it can start while it loads");
        await face.default({ module_or_path: typed ? response : await response.arrayBuffer() });
        return face;
      } catch (error) {
        gate.report("widget-missing", file, String(error).replace(/\.$/, ""), // a browser's words may end in a full stop
          "Serve the whole kit beside assent.js, and allow 'wasm-unsafe-eval' in script-src; until then everything stays held");
      }
    }

    /** What the widget is given: the gate, and what it makes the plan of. @param {PlanSource} source @param {ChoicePart} choice */
    const port = (source, choice) => Object.setPrototypeOf({
      region: gate.attribute("data-region"), languages: [gate.attribute("data-lang"), gate.own("documentElement").lang, ...navigator.languages],
      texts: async (/** @type {string} */ language) => source.texts || json(`languages/${language}.json`),
      config: source.config, cards: source.cards,
      adopt: choice.adopt, close: choice.close,
      place: (/** @type {string} */ css, /** @type {string} */ language, /** @type {string} */ direction) => choice.place(CSS + css, language, direction),
      get optedOut() {
        return !!gate.part("gpc")?.isInEffect();
      },
    }, gate);

    return {
      json,
      async start(source) {
        const [choice, face, found] = await Promise.all([gate.use("choice"), instantiate(), source]);
        if (!choice || !face || !found) return;
        if (/** @type {any} */ (found.config)?.banner?.layout === "dialog") await gate.use("modal");
        await choice.body;
        const made = await face.start(port(found, choice));
        return made && { face, made };
      },
    };
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).start = start;
})();
