// The part for what the visitor does: buttons become records, records take effect, and what was withdrawn is cleaned up.
// Makes no choice of its own: the outcomes are in the plan. Knows no element.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  const DAY = 864e5; // milliseconds
  const HISTORY = 10; // as in crates/model/src/record.rs

  /** @type {(gate: GatePort) => ChoicePart} */
  const choice = (gate) => {
    const [find, create] = ["querySelector", "createElement"].map(gate.own);
    let panelIsOpen = false, offersReload = false;
    /** @type {HTMLElement | undefined} */ let host;
    /** @type {Promise<Face | void> | undefined} */ let widget;

    const plan = () => /** @type {Plan} */ (gate.plan());
    const asked = () => plan().categories.filter((known) => known.asked);
    const isAnswered = (/** @type {PlanCategory} */ known) => gate.answers(known);
    const granted = () => (gate.plan() ? plan().services.filter(({ id }) => gate.granted(id)) : []);

    // ---- What is on screen

    /** The body, which may not be there yet when the tag in the head has run; nothing in a page that has none. @returns {Promise<Element | null>} */
    const body = () => new Promise((then) => {
      const look = () => {
        const found = find("body");
        if (!found && gate.own("readyState") === "loading") return;
        observer.disconnect();
        then(found);
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { childList: true, subtree: true });
      gate.own("addEventListener")("readystatechange", look);
      look();
    });

    /** The languages to try, the best first. */
    const wishes = () => [gate.attribute("data-lang"), gate.own("documentElement").lang, ...navigator.languages];

    /**
     * Puts `<assent-widget>` into the page, first in the body and so first in the order of focus, and gives a new element in
     * its shadow root. A sheet made by script is the one kind that needs no style-src: https://www.w3.org/TR/CSP3/#directive-style-src
     * @param {string} css @param {string} language @param {string} direction its own, because the page's may be another
     * @returns {Element}
     */
    function place(css, language, direction) {
      const sheet = new CSSStyleSheet(), root = create("div");
      sheet.replaceSync(css);
      host ??= Object.assign(/** @type {HTMLElement} */ (create("assent-widget")), { lang: language, dir: direction });
      const shadow = host.shadowRoot || host.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
      shadow.append(root);
      find("body").prepend(host);
      return root;
    }

    /** Starts the widget, once. A failure is told, and is tried again when the widget is next needed. */
    const load = () => (widget ??= gate.use("setup").then((setup) => setup?.widget()).then((found) => {
      if (found) stayInPage();
      return found || (widget = undefined);
    }));

    /** A router may put another body in the place of the one that the widget is in. A panel that was open closes with its page. */
    function stayInPage() {
      new MutationObserver(() => {
        const body = !host || host.isConnected ? null : find("body");
        if (!body || !host) return;
        find("assent-widget")?.remove(); // a router's copy, which has nothing in it
        body.prepend(host);
        void toggle(false);
      }).observe(document, { childList: true, subtree: true });
    }

    /** The banner while something is unanswered, the panel while it is open. */
    async function show() {
      if (!widget && !gate.mustAsk() && !panelIsOpen && !offersReload) return;
      const found = await load();
      await found?.show(!!gate.mustAsk(), panelIsOpen, offersReload);
    }

    /** @param {boolean} open */
    async function toggle(open) {
      const found = open && (await load());
      if (open && (!found || (found.prepare && !(await found.prepare())))) return;
      if (open === panelIsOpen) return;
      panelIsOpen = open;
      await show();
      gate.fire(open ? "open" : "close");
    }

    // ---- Records

    /** A version 4 UUID: https://www.rfc-editor.org/rfc/rfc9562#section-5.4 (randomUUID is for https only). */
    function uuid() {
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      bytes[6] = (bytes[6] & 15) | 64;
      bytes[8] = (bytes[8] & 63) | 128;
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(....)(....)(....)/, "$1-$2-$3-$4-");
    }

    const isPast = (/** @type {unknown} */ past) => Object.prototype.toString.call(past) === "[object Object]";

    /** The choices before the next one. @returns {AssentPast[]} */
    function history() {
      const record = gate.record();
      if (!record) return [];
      const { at, method, categories, services } = record;
      const earlier = Array.isArray(record.history) ? record.history.filter(isPast) : [];
      return [...earlier, { at, method, categories, services }].slice(-HISTORY);
    }

    /** An outcome as a record, in which these categories keep their answers. @param {Outcome} outcome @param {PlanCategory[]} kept @returns {AssentRecord} */
    function compose(outcome, kept) {
      const last = gate.record();
      const now = Date.now(); // read once, or a choice could last a millisecond longer than its days
      const [at, later] = [0, plan().days].map((days) => new Date(now + days * DAY).toISOString());
      // What was agreed to before lasts no longer for it.
      const expires = last && kept.length ? last.expires : later;
      const next = { ...JSON.parse(JSON.stringify(outcome)), id: last?.id || uuid(), at, expires, history: history() };
      for (const { id } of kept) {
        next.asked[id] = last?.asked[id];
        next.categories[id] = last?.categories[id] === true;
        for (const one of plan().services) if (one.category === id) next.services[one.id] = last?.services[one.id] === true;
      }
      return next;
    }

    /** Makes this the record. @param {AssentRecord} next @param {boolean} [isStored] */
    function keep(next, isStored) {
      if (!isStored) gate.storage("assent", JSON.stringify(next));
      gate.keep(next, gate.storage("assent"));
      if (plan().digest) gate.storage("assent.plan", JSON.stringify(plan())); // one that is built in has none
    }

    /** @param {AssentRecord} next @param {boolean} [isStored] whether the widget has stored it already */
    function adopt(next, isStored) {
      const before = granted(), isFirst = !gate.record();
      keep(next, isStored);
      panelIsOpen = false;
      gate.change();
      return clean(isFirst ? plan().services : before);
    }

    /**
     * Makes one of the plan's outcomes the record. Accept grants what is open, and what was refused before stays refused.
     * @param {"accept" | "reject"} name @param {AssentMethod} [method]
     */
    async function choose(name, method) {
      if (!gate.plan()) await load();
      if (!gate.plan() || !asked().length) return;
      const answered = asked().filter(isAnswered);
      const kept = name === "accept" && answered.length < asked().length ? answered : [];
      const next = compose(plan().outcomes[name], kept);
      await adopt(method ? { ...next, method } : next);
    }

    // ---- After a withdrawal, and after the first refusal

    /** Deletes what refused services have stored, and ends what still runs. @param {PlanService[]} services those it may concern */
    async function clean(services) {
      const lost = services.filter(({ id, items }) => items && !gate.granted(id));
      if (lost.length) await gate.use("sweep").then((sweep) => sweep?.(lost));
      if (![...gate.ran].every((name) => name.startsWith("!") || gate.granted(name))) end();
    }

    /** What has run cannot be taken back: it ends with the page. */
    function end() {
      if (plan().reload === "always") return location.reload();
      offersReload = !plan().reload;
      void show();
    }

    return {
      show,
      load,
      body,
      place,
      wishes,
      adopt,
      clean,
      uuid,
      accept: () => choose("accept"),
      reject: () => choose("reject"),
      withdraw: () => choose("reject", "withdrawal"),
      open: () => toggle(true),
      close: () => toggle(false),
      reload: async () => location.reload(),

      stay() {
        offersReload = false;
        return show();
      },

      /** The browser's own opt-out goes before an older grant; a grant after it is the visitor's word: 11 CCR §7025(c). */
      honour() {
        const outcome = plan().outcomes.gpc, record = gate.record();
        const past = [record, ...(record?.history || [])];
        // Nothing is stored over a record that cannot be read: it grants nothing, and the visitor is asked.
        if (!outcome || past.some((one) => one?.method === "gpc") || (!record && gate.stored() !== null)) return;
        const before = granted(), kept = asked().filter((known) => isAnswered(known) && !known.sale);
        keep(compose(outcome, kept));
        void clean(record ? before : plan().services.filter(({ category }) => outcome.asked[category]));
      },
    };
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).choice = choice;
})();
