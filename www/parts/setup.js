// The part that finds the plan where it is not built in: it fetches the config, and starts the widget, which makes the
// plan of it. Knows where things lie; what they mean, Rust decides.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  /** @type {(gate: GatePort) => SetupPart} */
  const setup = (gate) => {
    const { kit, source, inline, report } = gate;
    /** @type {Promise<string | null> | undefined} */ let config;

    // ---- The config

    /** The config's text, or null once a fault has been told. */
    async function fetchConfig() {
      const failed = (/** @type {Error} */ error) => ({ ok: false, status: error.message, text: () => "" });
      const response = source ? await fetch(source).catch(failed) : failed(Error("the tag has no data-config, and no config in the page has its nonce"));
      if (response.ok) return response.text();
      report("config-missing", source || "assent.json", `it could not be fetched (${response.status})`,
        "Put the file there, or correct data-config at the tag; until then everything stays held");
      return null;
    }

    const readConfig = () => (config ??= inline === undefined ? fetchConfig() : Promise.resolve(inline));

    /** @param {string | null} text @returns {any} undefined once a fault has been told */
    function parseConfig(text) {
      if (text === null) return;
      try {
        return JSON.parse(text);
      } catch (error) {
        report("config-not-json", source, String(error), "Correct the JSON there; until then everything stays held");
      }
    }

    /** FNV-1a over UTF-16 units, as in crates/model/src/digest.rs. @param {string} text */
    function digest(text) {
      let hash = 0xcbf29ce484222325n;
      for (let i = 0; i < text.length; i++) {
        hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
      }
      return hash.toString(16).padStart(16, "0");
    }

    const region = gate.attribute("data-region");

    /** @param {any} made @param {string | null} text the config that it was made of @returns {Plan} */
    const signed = (made, text) =>
      ({ ...made, source: inline ?? source, ...(region && { region }), config: digest(String(text)), digest: digest(gate.version + text) });

    /**
     * A config whose categories are all required asks nothing, so it needs no Wasm until somebody opens the panel.
     * This one question is answered here, since its answer tells whether to fetch what answers questions.
     * @param {any} parsed
     */
    function planForNothing(parsed) {
      const { categories, services = [], net, signals } = parsed || {};
      const isRequired = (/** @type {any} */ known) => known?.required === true;
      const isPlain = (/** @type {any} */ service) => service && !service.with && !service.script && !service.signals;
      if (net || signals || !categories?.length || !categories.every?.(isRequired) || !services?.every?.(isPlain)) return;
      const inFirst = (/** @type {any} */ service) => ({ id: service.id || service.use, category: categories[0].id });
      return { version: 1, categories: categories.map((/** @type {any} */ { id }) => ({ id })), services: services.map(inFirst) };
    }

    // ---- What the widget makes the plan of

    /**
     * The cards that a config uses, beside the widget and not after it; nothing once a fault has been told. They lie under
     * digests, since content blockers stop addresses such as "/matomo.json". For a card that is not there come the names
     * of all, so that the widget can say which one was meant.
     * @param {any} parsed
     */
    async function fetchCards(parsed) {
      const file = (/** @type {string} */ name) =>
        fetch(`${kit}cards/${name}.json`).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
      /** @type {string[]} */
      const uses = Array.isArray(parsed?.services) ? parsed.services.map((/** @type {any} */ one) => String(one?.use || "")).filter(Boolean) : [];
      const cards = new Map(await Promise.all(uses.map(async (id) => /** @type {[string, unknown]} */ ([id, await file(digest(id))]))));
      if (uses.some((id) => !cards.get(id))) {
        const names = await file("index");
        const lost = uses.find((id) => !cards.get(id) && (!names || Object.keys(names).includes(id)));
        if (lost) {
          return report("kit-incomplete", `${kit}cards/${digest(lost)}.json`, `the card "${lost}" could not be fetched`,
            "Serve the whole kit beside assent.js, or set data-kit; until then everything stays held");
        }
        uses.forEach((id) => cards.get(id) || cards.delete(id));
        return { ...names, ...Object.fromEntries(cards) };
      }
      return Object.fromEntries(cards);
    }

    /** @param {any} parsed @returns {Promise<PlanSource | void>} nothing once a fault has been told */
    async function sourceOf(parsed) {
      const [cards, local] = await Promise.all([fetchCards(parsed), gate.use("local")]);
      const own = Array.isArray(parsed?.languages) ? parsed.languages.map(String) : [];
      local?.codes(own.length ? own : ["en"]);
      return cards && local && { config: parsed, cards, languages: local.asked() };
    }

    async function start() {
      const text = await readConfig();
      const parsed = parseConfig(text);
      if (parsed === undefined) return;
      // Most plans need the part of the steps: fetched beside the widget, it is no round trip more.
      const [started] = await Promise.all([gate.use("start").then((part) => part?.start(sourceOf(parsed))), gate.use("steps")]);
      if (!started) return;
      await gate.usePlan(signed(started.made, text));
      return started.face;
    }

    return {
      /** The widget, ready to be shown; nothing once a fault has been told. */
      async widget() {
        const face = await start();
        if (!face) config = undefined;
        return face;
      },

      /** Makes the plan on a first visit, and makes it anew when the config has changed since. */
      async check() {
        const text = await readConfig();
        if (gate.plan()?.digest === digest(gate.version + text)) return;
        const parsed = parseConfig(text);
        if (parsed === undefined) return;
        const nothing = planForNothing(parsed);
        if (nothing) return gate.usePlan(signed(nothing, text));
        await gate.use("choice").then((choice) => choice?.load());
      },
    };
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).setup = setup;
})();
