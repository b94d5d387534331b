// The part for the button at a corner of the page that opens the panel: shown while nothing is asked. Knows no panel.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  const CSS = "__CSS:revisit__"; // filled in when the kit is built
  const HOST = "assent-revisit", SVG = "http://www.w3.org/2000/svg";
  const ROOM = 64; // pixels: what the button and its margin take
  const ICON = "M4 7h9M19 7h1M4 17h1M11 17h9M16 4.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5zM8 14.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z";

  /** @type {(gate: GatePort) => RevisitPart} */
  const revisit = (gate) => {
    const [create, createIn, listen] = ["createElement", "createElementNS", "addEventListener"].map(gate.own);
    const root = gate.own("documentElement"), host = create(HOST), button = create("button"), label = create("span");
    const own = new CSSStyleSheet();

    /** Draws it, without its words. */
    function draw() {
      const sheet = new CSSStyleSheet(), icon = createIn(SVG, "svg"), path = createIn(SVG, "path");
      sheet.replaceSync(CSS);
      path.setAttribute("d", ICON);
      icon.setAttribute("viewBox", "0 0 24 24");
      icon.setAttribute("aria-hidden", "true");
      icon.append(path);
      Object.assign(button, { type: "button", part: "revisit" }).append(icon, label);
      button.setAttribute("data-assent-action", "open");
      const shadow = host.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [sheet, own];
      shadow.append(button);
    }

    /** A frame inside a page with Assent follows that page's choice, and has no button beside it. */
    function isFramed() {
      try {
        return window.parent !== window && !!(/** @type {any} */ (window.parent)[Symbol.for("assent")]);
      } catch {
        return false; // another site's page around this one
      }
    }

    const isWanted = () => !!gate.plan()?.revisit && !gate.mustAsk() && !isFramed();

    /** Brings it to the state in which it should be. */
    async function look() {
      if (!isWanted()) return void host.remove();
      const words = await gate.use("page").then((page) => page?.());
      if (!words || !isWanted()) return;
      const { language, revisit = "" } = /** @type {Plan} */ (gate.plan());
      Object.assign(host, { lang: language, dir: words.direction });
      host.setAttribute("data-place", revisit);
      own.replaceSync(words.accent ? `:host{--accent:${words.accent}}` : "");
      label.textContent = words.settings;
      put();
    }

    /** Last in the body, and so last in the order of focus; once the body is whole, and again when a router has put another in its place. */
    function put() {
      const body = gate.own("body");
      if (host.isConnected || !body || !label.textContent || !isWanted() || gate.own("readyState") === "loading") return;
      body.querySelector(HOST)?.remove(); // a router's copy, in which nothing works
      body.append(host);
      rise();
    }

    /** What has the focus must be seen: https://www.w3.org/TR/WCAG22/#focus-not-obscured-minimum */
    function covers() {
      const focused = gate.own("activeElement");
      if (!focused || focused === host || focused === gate.own("body")) return false;
      const [one, other] = [focused, host].map((element) => element.getBoundingClientRect());
      return one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top && one.height < 2 * ROOM;
    }

    /** At the end of the page it makes room, since what is under it there can be scrolled no further. */
    function rise() {
      const { scrollHeight, clientHeight, scrollTop } = gate.own("scrollingElement") || root;
      const isAtEnd = scrollHeight > clientHeight + ROOM && scrollTop + clientHeight > scrollHeight - ROOM;
      button.classList.toggle("risen", isAtEnd || covers());
    }

    draw();
    // The gate writes there whenever plan or record have taken effect.
    new MutationObserver(() => void look()).observe(root, { attributeFilter: ["data-assent-granted"] });
    new MutationObserver(put).observe(document, { childList: true, subtree: true });
    listen("readystatechange", put);
    for (const type of ["scroll", "focusin", "focusout"]) listen(type, rise, { passive: true });
    window.addEventListener("resize", rise);
    return true;
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).revisit = revisit;
})();
