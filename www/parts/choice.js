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
    /** @type {Promise<Face | void> | null | undefined} */ let widget;

    const plan = () => /** @type {Plan} */ (gate.plan());
    const asked = () => plan().categories.filter((known) => known.asked);

    // ---- What is on screen

    /** The body, which may not be there yet when the tag in the head has run; nothing in a page that has none. @type {Promise<Element | null>} */
    const body = new Promise((then) => {
      const look = () => {
        const found = find("body");
        if (found || gate.own("readyState") !== "loading") then(found);
        // A router may put another body in the place of the one that the widget is in. A panel that was open closes with its page.
        if (!host || host.isConnected || !found) return;
        find("assent-widget")?.remove(); // a router's copy, which has nothing in it
        found.prepend(host);
        void toggle(false);
      };
      gate.own("addEventListener")("readystatechange", look);
      new MutationObserver(look).observe(document, { childList: true, subtree: true });
      look();
    });

    /**
     * Puts `<assent-widget>` into the page, first in the body and so first in the order of focus, and gives a new element in
     * its shadow root. A sheet made by script is the one kind that needs no style-src: https://www.w3.org/TR/CSP3/#directive-style-src
     * @param {string} css @param {string} language @param {string} direction its own, because the page's may be another
     * @returns {Element}
     */
    function place(css, language, direction) {
      const sheet = new CSSStyleSheet(), root = create("div");
      sheet.replaceSync(css);
      host = Object.assign(/** @type {HTMLElement} */ (host || create("assent-widget")), { lang: language, dir: direction });
      const shadow = host.shadowRoot || host.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
      shadow.append(root);
      gate.part("modal")?.(root);
      if (!host.isConnected) find("body").prepend(host); // to move it would take the focus away
      return root;
    }

    /** Starts the widget, once. A failure is told, and is tried again when the widget is next needed. */
    const load = () => (widget ??= gate.use("setup").then((setup) => setup?.widget()).then((found) => found || (widget = undefined)));

    /** A frame inside a page with Assent follows that page's choice, and does not ask beside it. */
    const isFramed = (() => {
      try {
        return window.parent !== window && /** @type {any} */ (window.parent)[Symbol.for("assent")];
      } catch {} // another site's page around this one
    })();
    const mustAsk = () => !isFramed && !!gate.mustAsk();

    /** The banner while something is unanswered, the panel while it is open. */
    async function show() {
      if (!widget && !mustAsk() && !panelIsOpen && !offersReload) return;
      const found = await load();
      await found?.show(mustAsk(), panelIsOpen, offersReload);
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

    // What has the focus must not lie behind the banner.
    gate.own("addEventListener")("focusin", (/** @type {Event} */ { target }) => target !== host && mustAsk() && gate.use("sight"));

    // ---- Records

    /** The name of a blob ends in a random UUID: https://w3c.github.io/FileAPI/#unicodeBlobURL (randomUUID is for https only). */
    function uuid() {
      const url = URL.createObjectURL(new Blob());
      URL.revokeObjectURL(url);
      return url.slice(-36);
    }

    /** The choices before the next one. @returns {AssentPast[]} */
    function history() {
      const record = gate.record();
      if (!record) return [];
      const { at, method, categories, services } = record;
      const earlier = Array.isArray(record.history) ? record.history.filter((past) => past?.categories) : [];
      return [...earlier, { at, method, categories, services }].slice(-HISTORY);
    }

    /**
     * An outcome as a record, in which these categories keep their answers. So do those of which the outcome says nothing,
     * also where they answer no longer: who was asked is not one who never was.
     * @param {Outcome} outcome @param {PlanCategory[]} kept @returns {AssentRecord}
     */
    function compose(outcome, kept) {
      const last = gate.record(), now = Date.now(), { config, texts } = plan();
      // Later than the last, whatever the clock said then: the newest choice of all hosts is the one that holds.
      const at = new Date(Math.max(now, Date.parse(String(last?.at)) + 1 || 0)).toISOString();
      // What was agreed to before lasts no longer for it.
      const expires = last && kept.length ? last.expires : new Date(now + plan().days * DAY).toISOString();
      /** @type {AssentRecord} */ const next = { ...structuredClone(outcome), id: last?.id || uuid(), at, expires, gpc: last?.gpc, config, texts, history: history() };
      // An objection is apart from consent, and stays until it is taken back by its name.
      for (const { id, objection } of plan().services) if (objection) next.services[id] ??= gate.granted(id);
      for (const known of asked()) {
        const { id } = known;
        if (!last || !(kept.includes(known) || (id in last.asked && !(id in outcome.asked)))) continue;
        next.asked[id] = last.revision === plan().revision ? last.asked[id] : "";
        next.categories[id] = last.categories[id] === true;
        for (const one of plan().services) if (one.category === id) next.services[one.id] = last.services[one.id] === true;
      }
      return next;
    }

    /** Stores a record. What was there must not outlive it, since it may grant more; and nothing at all might grant, too. @param {string} text */
    function store(text) {
      const put = (/** @type {string} */ value) => gate.storage("assent", value) !== null;
      if (put(text)) return;
      try {
        ["assent.plan", "assent"].forEach((key) => localStorage.removeItem(key));
      } catch {} // then it was told that there is no storage
      put(text) || put("{}");
    }

    /** Makes this the record. @param {AssentRecord} next @returns {Promise<void>} once it is cleaned up */
    function keep(next) {
      store(JSON.stringify(next));
      const cleaned = gate.keep(next, gate.storage("assent"));
      if (plan().digest) gate.storage("assent.plan", JSON.stringify(plan())); // one that is built in has none
      return cleaned;
    }

    /** Makes a choice of the visitor's the record. @param {Outcome} choice @param {PlanCategory[]} [kept] */
    function adopt(choice, kept = []) {
      const cleaned = keep(compose(choice, kept));
      panelIsOpen = false;
      gate.change();
      return cleaned;
    }

    /**
     * Makes one of the plan's outcomes the record. Accept grants what is open, and what was refused before stays refused: of
     * who has a record, that is looked up.
     * @param {"accept" | "reject"} name @param {AssentMethod} [method]
     */
    async function choose(name, method) {
      if (!gate.plan()) await load();
      if (!gate.plan() || !asked().length) return;
      const answered = asked().filter((known) => gate.answers(known)), outcome = plan().outcomes[name];
      const kept = name === "accept" && answered.length < asked().length ? answered : [];
      const again = name === "accept" && gate.record() && (await gate.use("set"));
      if (again === undefined) return; // told
      const services = again ? again.withoutRefused(outcome) : outcome.services;
      await adopt({ ...outcome, services, ...(method && { method }) }, kept);
    }

    // ---- After a withdrawal, and after the first refusal

    /** Has what is refused now deleted and ended. @param {PlanService[]} services those that were not refused before */
    async function clean(services) {
      const lost = services.filter(({ id, category, objection }) => !gate.granted(id) && (objection || gate.isDecided(category)));
      if (lost[0] || gate.ran.size) await gate.use("sweep").then((sweep) => sweep?.(lost, offer));
    }

    /** Offers to load the page again. @param {boolean} isOffered */
    function offer(isOffered) {
      offersReload = isOffered;
      return show();
    }

    return {
      show,
      stay: () => offer(false),
      load,
      swap: (next = widget) => [widget, (widget = next)][0],
      body,
      place,
      compose,
      keep,
      adopt,
      clean,
      accept: () => choose("accept"),
      reject: () => choose("reject"),
      withdraw: () => choose("reject", "withdrawal"),
      open: () => toggle(true),
      close: () => toggle(false),
      reload: async () => location.reload(),
    };
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).choice = choice;
})();
