// The part for switches in the page itself: an element of the site becomes one for a service or a category, or drives what
// the site has put there. Knows how a switch looks; what it grants, the record says.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  const CSS = "__CSS:toggle__"; // filled in when the kit is built
  const HOST = "assent-toggle", CONTROL = "input[type=checkbox],button";

  /** @type {(gate: GatePort) => InPagePart} */
  const toggle = (gate) => {
    const create = gate.own("createElement");
    const shared = new CSSStyleSheet(), heard = new WeakSet();
    shared.replaceSync(CSS);

    const idOf = (/** @type {Element} */ element) => element.getAttribute("data-assent-toggle") || "";
    const plan = () => /** @type {Plan} */ (gate.plan());

    /** The category that this id is or belongs to. @param {string} id */
    function categoryOf(id) {
      const of = plan().services.find((one) => one.id === id)?.category ?? id;
      return plan().categories.find((known) => known.id === of);
    }

    /** What the site has put there itself. @param {HTMLElement} element @returns {HTMLInputElement | HTMLButtonElement | null} */
    const ownControl = (element) => element.matches(CONTROL) ? /** @type {any} */ (element) : element.querySelector(CONTROL);

    /** The one that was made for an element that has none. What a router has put back is a copy, in which nothing works. @param {HTMLElement} element */
    function made(element) {
      const host = element.querySelector(HOST);
      if (host && !host.shadowRoot) host.remove();
      return host?.shadowRoot;
    }

    /** @param {HTMLElement} element */
    function make(element) {
      const host = create(HOST), input = Object.assign(create("input"), { type: "checkbox", className: "switch", part: "switch" });
      const label = create("label"), words = create("span"), shadow = host.attachShadow({ mode: "open" });
      input.setAttribute("role", "switch");
      words.className = element.textContent?.trim() ? "unseen" : ""; // the site has said already what it is for
      label.append(input, words);
      shadow.append(label);
      shadow.adoptedStyleSheets = [shared, new CSSStyleSheet()];
      element.append(host);
      return shadow;
    }

    /** Ours, with its words as they are now. @param {HTMLElement} element @param {PageWords} words @returns {HTMLInputElement} */
    function draw(element, words) {
      const shadow = made(element) || make(element), id = idOf(element), name = words.names[id]?.name || id;
      Object.assign(shadow.host, { lang: plan().language, dir: words.direction });
      shadow.adoptedStyleSheets[1].replaceSync(words.accent ? `:host{--accent:${words.accent}}` : "");
      const label = /** @type {Element} */ (shadow.querySelector("span")), text = words.toggle.replace("{service}", () => name);
      if (label.textContent !== text) label.textContent = text;
      return /** @type {HTMLInputElement} */ (shadow.querySelector("input"));
    }

    /** Brings a control to what is granted. @param {HTMLInputElement | HTMLButtonElement} control @param {string} id */
    function refresh(control, id) {
      const isOn = gate.granted(id);
      control.disabled = !categoryOf(id)?.asked;
      if (control instanceof HTMLInputElement) control.checked = isOn;
      else control.setAttribute(control.getAttribute("role") === "switch" ? "aria-checked" : "aria-pressed", String(isOn));
    }

    /** @param {HTMLElement} element @param {HTMLInputElement | HTMLButtonElement} control */
    function hear(element, control) {
      if (heard.has(control)) return;
      heard.add(control);
      control.addEventListener(control instanceof HTMLInputElement ? "change" : "click", async (event) => {
        const id = idOf(element), isOn = control instanceof HTMLInputElement ? control.checked : !gate.granted(id);
        if (!(control instanceof HTMLInputElement)) event.preventDefault(); // in a form it would send that
        if (!categoryOf(id)) return;
        await gate.use("set").then((set) => set?.set({ [id]: isOn }, "custom"));
        refresh(control, id); // as it was, if there was no way
      });
    }

    /** An id that nobody has. A plan that was kept may be older than the config, and is looked at again. @param {HTMLElement} element */
    async function miss(element) {
      if (plan().digest) await gate.use("setup").then((setup) => setup?.check());
      if (!categoryOf(idOf(element))) gate.problem(element, "unknown-toggle", idOf(element));
    }

    /** @param {HTMLElement} element */
    async function look(element) {
      if (!categoryOf(idOf(element))) return miss(element);
      if (element.getAttribute("data-assent-problem") === "unknown-toggle") element.removeAttribute("data-assent-problem"); // it is mended
      const own = ownControl(element), words = own ? undefined : await gate.use("page").then((page) => page?.());
      const control = own || (words && draw(element, words));
      if (!control) return;
      hear(element, control);
      refresh(control, idOf(element));
    }

    return (element) => void look(element);
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).toggle = toggle;
})();
