// The part that starts the widget: it fetches Wasm and glue, and gives them what the plan is made of. Knows neither where
// that comes from nor what it means.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  const NUMBERS = 200; // as many as crates/model/src/texts.rs asks for

  /** @type {(gate: GatePort) => StartPart} */
  const start = (gate) => {
    const files = /** @type {Record<string, Promise<any>>} */ ({});

    /** A file of the kit, fetched once; nothing once a fault has been told. @param {string} name @returns {Promise<any>} */
    const json = (name) => (files[name] ??= fetched(name).then((found) => {
      if (!found) delete files[name];
      return found;
    }));

    /** @param {string} name */
    async function fetched(name) {
      const file = gate.kit + name;
      try {
        const answer = await fetch(file);
        if (answer.ok) return await answer.json();
        throw Error(`HTTP ${answer.status}`);
      } catch (error) {
        gate.report("kit-incomplete", file, String(error), "Serve the whole kit beside assent.js, or set data-kit; until then everything stays held");
      }
    }

    /**
     * What the browser knows of a language, as texts that crates/model/src/texts.rs describes: the plural category of each
     * number, and the date of the policy as it is written.
     * @param {string} language @param {any} config
     */
    function rules(language, config) {
      const said = /** @type {Record<string, string>} */ ({}), date = config?.["policy"]?.effectiveDate; // in quotes, for the kit has a short name for ours
      try {
        const plural = new Intl.PluralRules(language);
        for (let number = 0; number < NUMBERS; number++) said["plural." + number] = plural.select(number);
        said["date." + date] = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(date));
      } catch {} // no date, or a language that the browser does not know: then there are the plainest forms
      return said;
    }

    /** @type {Promise<Widget | void> | undefined} */ let widget;
    /** The direction of writing of what is shown. @type {string} */ let direction;

    /** The widget, once. */
    const instance = () => (widget ??= instantiate().then((found) => found || (widget = undefined)));

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

    /** What the widget is given: the gate, what it makes the plan of, and its places. @param {PlanSource} source @param {object} host */
    const port = (source, host) => Object.setPrototypeOf({
      region: gate.attribute("data-region"), languages: source.languages || [],
      texts: async (/** @type {string} */ language) => {
        const texts = source.texts || (await json(`languages/${language}.json`));
        direction = texts?.direction;
        return texts && { ...texts, ...rules(language, source.config) };
      },
      config: source.config, cards: source.cards,
      ...host,
      get optedOut() {
        return !!gate.part("gpc")?.isInEffect();
      },
    }, gate);

    return {
      json,
      async start(source) {
        void gate.use("set"); // so that the visitor does not wait for it when they save
        const [choice, host, face, found] = await Promise.all([gate.use("choice"), gate.use("host"), instance(), source]);
        if (!choice || !host || !face || !found) return;
        if (/** @type {any} */ (found.config)?.banner?.layout === "dialog") await gate.use("modal");
        await choice.body;
        const made = /** @type {Plan | undefined} */ (await face.start(port(found, host.port(choice))));
        if (!made) return;
        host.speak(face, made.language, direction);
        return { face, made };
      },
    };
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).start = start;
})();
