// The part for what stands in the page while an element is held: who would be asked for it, and two buttons. Keeps the
// element's place and size. Knows no service: the words and what "always" may grant come with the plan.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  const CSS = "__CSS:placeholder__"; // filled in when the kit is built
  const HOST = "assent-placeholder", OWN = "[data-assent-placeholder]", OLD = "data-assent-display";
  const SMALL = 24; // pixels, below which nobody could press anything: https://www.w3.org/TR/WCAG22/#target-size-minimum
  const sides = (/** @type {string} */ name) => ["top", "right", "bottom", "left"].map((side) => name.replace("*", side));

  /** What decides on place and size of the held element, and so of what stands in for it. */
  const KEPT = ["width", "height", "min-width", "min-height", "max-width", "max-height", "aspect-ratio", "box-sizing",
    ...sides("margin-*"), ...sides("padding-*"), ...sides("border-*-width"), ...sides("*"), "position", "z-index", "float", "clear",
    "flex-grow", "flex-shrink", "flex-basis", "order", "align-self", "justify-self", "grid-row-start", "grid-row-end", "grid-column-start",
    "grid-column-end", "vertical-align", "border-top-left-radius", "border-top-right-radius", "border-bottom-left-radius", "border-bottom-right-radius"];

  /** The size of a frame or a medium that nobody has given one: https://drafts.csswg.org/css2/#inline-replaced-width */
  const DEFAULT = { width: "300px", height: "150px" }, OF_AUDIO = { width: "300px", height: "54px" };

  /** @type {(gate: GatePort) => InPagePart} */
  const placeholder = (gate) => {
    const create = gate.own("createElement");
    const read = (/** @type {Element} */ element, /** @type {string} */ name) => Element.prototype.getAttribute.call(element, name);
    const is = (/** @type {Element | null} */ element, /** @type {string} */ selector) => !!element && Element.prototype.matches.call(element, selector);
    const shared = new CSSStyleSheet();
    shared.replaceSync(CSS);
    /** Held elements, and what stands in for each. @type {Map<HTMLElement, { cover: HTMLElement, words: PageWords, fit?: () => void }>} */
    const covered = new Map();

    // ---- What is said of a held element

    const names = (/** @type {Element} */ held) =>
      ["data-assent", "data-assent-service"].flatMap((name) => read(held, name)?.match(/\S+/g) || []);

    /** The host that it would be loaded from; of a template, the first one in it. @param {Element} held @returns {string} */
    function hostOf(held) {
      const address = ["src", "data", "srcset", "href"].map((name) => read(held, "data-" + name) ?? read(held, name)).find(Boolean);
      const inner = held instanceof HTMLTemplateElement && held.content.querySelector("[data-src],[src],[data-data],[data-href]");
      if (inner) return hostOf(inner);
      const first = address?.split(/[\s,]/)[0] || "";
      return gate.isWeb(first) ? new URL(first, gate.own("baseURI")).hostname : "";
    }

    /** Whose it is: the services that it names, or those of its categories that are known to load from there. @param {Element} held @param {PageWords} words */
    function whose(held, words) {
      const host = hostOf(held), services = /** @type {Plan} */ (gate.plan()).services;
      const isFrom = (/** @type {string} */ id) => words.names[id]?.hosts?.some((own) => host === own || host.endsWith("." + own));
      return names(held).map((id) => services.find((one) => one.category === id && isFrom(one.id))?.id ?? id);
    }

    /** @param {HTMLElement} held @param {PageWords} words */
    function said(held, words) {
      const ids = whose(held, words), known = ids.map((id) => words.names[id]), first = known.find(({ vendor }) => vendor);
      const host = hostOf(held), named = first?.name || host || known.map(({ name }) => name).join(", ");
      const vendors = [...new Set(known.flatMap(({ vendor }) => vendor || []))].join(", ") || host || named;
      const fill = (/** @type {string} */ text, /** @type {string} */ vendor) => text.replace("{vendor}", () => vendor);
      // Where no single service is known, "always" would grant more than is said here; then the panel says it all.
      const grants = known.some(({ wide }) => wide) ? undefined : ids;
      return { title: known.find(({ title }) => title)?.title || fill(words.content, named), text: fill(words.text, vendors), grants };
    }

    // ---- What it does

    /** Loads this one element. Nothing is recorded; it stays until the page is left. @param {HTMLElement} held */
    function once(held) {
      gate.once.add(held);
      gate.part("embeds")?.release();
    }

    /** @param {HTMLElement} held @param {PageWords} words */
    function always(held, words) {
      const { grants } = said(held, words);
      if (!grants) return gate.use("choice").then((choice) => choice?.open());
      return gate.use("set").then((set) => set?.set(Object.fromEntries(grants.map((id) => [id, true])), "custom"));
    }

    /** @param {Node} root @param {HTMLElement} held @param {PageWords} words */
    function hear(root, held, words) {
      root.addEventListener("click", ({ target }) => {
        const name = target instanceof Element && target.closest("[data-assent-action]")?.getAttribute("data-assent-action");
        if (name === "once") once(held);
        if (name === "always") void always(held, words);
      });
    }

    // ---- What it looks like

    /** @param {string} name @param {object} members @param {...(Node | string)} children */
    const element = (name, members, ...children) => {
      const made = Object.assign(create(name), members);
      made.append(...children);
      return made;
    };

    /** @param {string} text @param {string} action */
    function button(text, action) {
      const made = element("button", { type: "button", part: "button" }, text);
      made.setAttribute("data-assent-action", action);
      made.setAttribute("aria-describedby", "text");
      return made;
    }

    /** @param {HTMLElement} held @param {PageWords} words @returns {HTMLElement} */
    function draw(held, words) {
      const { title, text, grants } = said(held, words);
      const host = element(HOST, { lang: gate.plan()?.language, dir: words.direction });
      const root = host.attachShadow({ mode: "open" }), own = new CSSStyleSheet();
      const always = grants ? button(words.always, "always") : button(words.settings, "open");
      const box = element("div", { className: "box", part: "placeholder" },
        element("p", { className: "title", id: "title" }, title),
        element("p", { className: "text", id: "text" }, text),
        element("div", { className: "buttons" }, button(words.once, "once"), always));
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", [title, held.title || read(held, "alt")].filter(Boolean).join(": "));
      root.append(box);
      root.adoptedStyleSheets = [shared, own];
      hear(root, held, words);
      return host;
    }

    // ---- Where it stands

    /** Takes an element off the screen, whatever the site's style says. @param {HTMLElement} element */
    function hide(element) {
      if (read(element, OLD) === null) element.setAttribute(OLD, element.style.display);
      element.style.setProperty("display", "none", "important");
    }

    /** @param {HTMLElement} element */
    function unhide(element) {
      const old = read(element, OLD);
      if (old === null) return;
      element.style.setProperty("display", old);
      element.removeAttribute(OLD);
      if (!read(element, "style")) element.removeAttribute("style");
    }

    /** Whether there is something on screen that a visitor would miss. @param {HTMLElement} held @param {CSSStyleDeclaration} style of it while it is hidden */
    function isSeen(held, { width, height, aspectRatio }) {
      const isSmall = (/** @type {string} */ size) => size.endsWith("px") && parseFloat(size) < SMALL;
      const isOpen = held.localName === "img" && (width === "auto" || (height === "auto" && aspectRatio === "auto"));
      return !isSmall(width) && !isSmall(height) && !isOpen;
    }

    /** The rules by which the host takes the place of the held element, which is hidden. @param {HTMLElement} held @param {string} display */
    function place(held, display) {
      if (held.localName === "template") return "display:block!important;container-type:inline-size!important";
      const style = getComputedStyle(held), sizes = held.localName === "audio" ? OF_AUDIO : DEFAULT;
      const rules = new Map(KEPT.map((name) => [name, style.getPropertyValue(name)]));
      for (const [name, value] of Object.entries({ "border-style": "solid", "border-color": "transparent", "container-type": "size", contain: "layout" })) rules.set(name, value);
      rules.set("display", /^inline/.test(display) ? "inline-block" : "block");
      const isOpen = (/** @type {string} */ name) => rules.get(name) === "auto";
      if (isOpen("width")) rules.set("width", isOpen("height") || isOpen("aspect-ratio") ? sizes.width : "fit-content");
      if (isOpen("height") && isOpen("aspect-ratio")) rules.set("height", sizes.height);
      return [...rules].map(([name, value]) => `${name}:${value}!important`).join(";");
    }

    /** Puts ours in the place of a held element, unless that has none. @param {HTMLElement} held @param {PageWords} words */
    function cover(held, words) {
      const { display, visibility } = getComputedStyle(held), isTemplate = held.localName === "template";
      if (!isTemplate && (display === "none" || visibility === "hidden")) return;
      const { width, height } = held.getBoundingClientRect();
      hide(held);
      if (!isTemplate && !isSeen(held, getComputedStyle(held))) return unhide(held);
      const host = draw(held, words), sheet = /** @type {ShadowRoot} */ (host.shadowRoot).adoptedStyleSheets[1];
      const fit = (more = "") => sheet.replaceSync(`:host{${place(held, display)}${more}}${words.accent ? `:host{--accent:${words.accent}}` : ""}`);
      fit();
      held.after(host);
      // What a browser makes of a frame without a size is its own affair: then it is what it was.
      const is = host.getBoundingClientRect();
      const differs = Math.abs(is.width - width) > 0.5 || Math.abs(is.height - height) > 0.5;
      if (/^(iframe|video|audio)$/.test(held.localName) && width && height && differs) {
        fit(`;box-sizing:border-box!important;width:${width}px!important;height:${height}px!important`);
      }
      covered.set(held, { cover: host, words, fit });
    }

    /** Shows the site's own in the place of a held element. @param {HTMLElement} held @param {HTMLElement} own @param {PageWords} words */
    function show(held, own, words) {
      hide(held);
      unhide(own);
      own.hidden = false;
      if (!heard.has(own)) hear(own, held, words);
      heard.add(own);
      covered.set(held, { cover: own, words });
    }

    const heard = new WeakSet();

    /** Gives the held element its place back, and the focus, if what stood in for it had that. @param {HTMLElement} held */
    function uncover(held) {
      const { cover } = covered.get(held) || {};
      unhide(held);
      if (!cover) return;
      covered.delete(held);
      const isFocused = cover.contains(gate.own("activeElement"));
      if (cover.localName === HOST) cover.remove();
      else hide(cover);
      if (isFocused) focus(held.localName === "template" ? held.nextElementSibling : held);
    }

    /** @param {any} element */
    function focus(element) {
      element?.focus?.();
      if (!element?.focus || gate.own("activeElement") === element || element.hasAttribute("tabindex")) return;
      element.setAttribute("tabindex", "-1");
      element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
      element.focus();
    }

    /** What a router has put back is a copy, in which nothing works. @param {HTMLElement} held */
    function clear(held) {
      if (covered.has(held)) return;
      const behind = held.nextElementSibling;
      if (behind?.localName === HOST && !behind.shadowRoot) behind.remove();
      unhide(held);
    }

    /** Whether something is to stand in for it: nothing for what is held while others are granted, or for what nobody knows. @param {HTMLElement} held @param {PageWords} words */
    function isMissed(held, words) {
      const negates = (/** @type {Element | null} */ beside) => beside && names(beside).some((name) => name.startsWith("!") && names(held).includes(name.slice(1)));
      return held.isConnected && read(held, "data-assent-released") === null && !gate.mayRun(held)
        && read(held, "data-assent-placeholder") !== "none" && names(held).every((id) => Object.hasOwn(words.names, id))
        && !is(held.parentElement, "object,video,audio") && ![held.previousElementSibling, held.nextElementSibling].some(negates);
    }

    /** @param {HTMLElement} held */
    async function look(held) {
      const words = await gate.use("page").then((page) => page?.());
      if (!words) return;
      clear(held);
      const last = covered.get(held);
      if (!isMissed(held, words)) return uncover(held);
      if (last?.words === words && last.cover.isConnected) return;
      uncover(held);
      const behind = held.nextElementSibling;
      if (behind instanceof HTMLElement && is(behind, OWN) && names(behind).length === 0) show(held, behind, words);
      else cover(held, words);
    }

    window.addEventListener("resize", () => covered.forEach(({ fit }) => fit?.()));
    // What stands in for an element goes where that goes.
    new MutationObserver(() => covered.forEach(({ cover }, held) => {
      if (!held.isConnected) uncover(held);
      else if (cover.localName === HOST && cover.parentNode !== held.parentNode) held.after(cover);
    })).observe(document, { childList: true, subtree: true });

    return (held) => gate.mayRun(held) ? uncover(held) : void look(held);
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).placeholder = placeholder;
})();
