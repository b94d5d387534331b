// The part between the widget and the page: gives it its places and their style, tells it what became of a choice, and
// does for its elements what costs less here than in Wasm. Knows no text, and not what is asked.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  const CSS = "__CSS:banner,box,bar,dialog,panel,details__"; // filled in when the kit is built

  /** @type {(gate: GatePort) => HostPart} */
  const host = (gate) => {
    const find = (/** @type {string} */ selector) => /** @type {HTMLElement | null} */ (gate.own("querySelector")(selector));
    const shadows = /** @type {WeakMap<Element, ShadowRoot>} */ (new WeakMap());
    const roots = /** @type {{ kind: string, root: Element }[]} */ ([]);
    const style = { css: CSS, language: "", direction: "" };

    // ---- Places in the page

    /**
     * Shows the panel or the declaration in an element of the page, once. What stands in one that has left the page, as with
     * a router, moves on to the next.
     * @param {HTMLElement} element @param {"panel" | "declaration"} kind
     */
    async function inside(element, kind) {
      const isFilled = () => shadows.get(element)?.firstChild;
      if (isFilled()) return;
      const face = await gate.use("choice").then((choice) => choice?.load());
      const widget = /** @type {Widget | void} */ (face?.prepare ? await face.prepare() : face);
      if (!widget || isFilled()) return;
      const shadow = shadowOf(element);
      if (!shadow) return gate.problem(element, "unknown-element");
      const idle = roots.find((one) => one.kind === kind && !one.root.isConnected);
      const root = idle?.root || Object.assign(gate.own("createElement")("div"), { lang: style.language, dir: style.direction });
      shadow.append(root);
      if (idle) return;
      roots.push({ kind, root });
      widget.inside(root, kind === "panel");
    }

    /** The shadow root of an element in the page; nothing if it cannot have one, or has one of its own. @param {Element} element */
    function shadowOf(element) {
      const sheet = new CSSStyleSheet();
      try {
        const shadow = shadows.get(element) || element.attachShadow({ mode: "open" });
        shadows.set(element, shadow);
        sheet.replaceSync(style.css);
        shadow.adoptedStyleSheets = [sheet];
        return shadow;
      } catch {}
    }

    // ---- What became of a choice

    /** Tells the widget. What the visitor has not just done here is not told: another tab, or the page's code. @param {Widget} widget */
    function listen(widget) {
      let isVisitors = false, isFirst = true;
      const tell = (/** @type {string} */ status, /** @type {AssentItem[]} */ items = []) => {
        const inPage = roots.some(({ kind, root }) => kind === "panel" && root.getClientRects()[0]);
        widget.heard(status, [...new Set(items.map(({ name }) => name))].join(", "), inPage);
      };
      gate.own("addEventListener")("assent:change", (/** @type {CustomEvent<AssentState>} */ { detail }) => {
        isFirst = !detail.record?.history[0];
        isVisitors = navigator.userActivation?.isActive ?? gate.own("hasFocus")();
        tell(isVisitors ? "saved" : "");
      });
      gate.own("addEventListener")("assent:sweep", (/** @type {CustomEvent<AssentSweep>} */ { detail }) => {
        // What could not be deleted may not be there at all: nobody is troubled with it who has never agreed to anything.
        for (const status of /** @type {const} */ (["deleted", "left"])) {
          if (isVisitors && detail[status][0] && !(isFirst && status === "left")) tell(status, detail[status]);
        }
      });
    }

    // ---- What the widget asks for

    /** After each rendering: what attributes cannot do. @param {boolean} isLost whether what had the focus may be gone */
    function settle(isLost) {
      for (const { root } of roots) {
        for (const input of root.querySelectorAll("input")) input.indeterminate = input.matches(".mixed");
        const details = /** @type {HTMLDetailsElement | null} */ (root.querySelector(".receipt"));
        if (details) receipt(details);
      }
      if (isLost) land();
    }

    /**
     * When what had the focus is gone, it goes to the notice, or to where the page's own content begins; otherwise the next
     * thing that is read would be the whole page. What cannot be focused can be as long as it is, and is then as it was.
     */
    function land() {
      const active = gate.own("activeElement"), inner = active?.shadowRoot?.activeElement;
      if (inner ? inner.getClientRects()[0] : active && !active.matches("html,body,assent-widget")) return;
      const notice = /** @type {HTMLElement | null | undefined} */ (find("assent-widget")?.shadowRoot?.querySelector("[part~=notice]"));
      const place = notice || find("main h1") || find("h1,main");
      if (!place) return;
      if (!place.hasAttribute("tabindex")) {
        place.setAttribute("tabindex", "-1");
        place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true });
      }
      place.focus({ preventScroll: true });
    }

    /** Brings a receipt to life: the record is written into it when it is opened, and again while it is. @param {HTMLDetailsElement} details */
    function receipt(details) {
      const part = () => gate.use("receipt");
      const inner = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (details.querySelector(selector));
      const write = async () => {
        const record = details.open && (await (await part())?.receipt());
        if (record) inner("pre").textContent = JSON.stringify(record, null, 2);
      };
      const copy = async () => {
        const [status, pre] = [inner("[role=status]"), inner("pre")];
        status.textContent = "";
        const isCopied = await (await part())?.copy();
        if (isCopied) status.textContent = details.dataset.copied || "";
        else getSelection()?.selectAllChildren(pre); // so that it can be copied by hand
      };
      details.ontoggle = write;
      inner("[data-assent-action=copy]").onclick = copy;
      inner("[data-assent-action=download]").onclick = async () => (await part())?.download();
      void write();
    }

    return {
      inside,

      /** The widget is there, or shows its plan in another language. @param {Widget} widget @param {string} language @param {string} direction */
      speak(widget, language, direction) {
        if (!style.language) listen(widget);
        Object.assign(style, { language, direction });
        for (const { root } of roots) Object.assign(root.closest("[lang]") || /** @type {ShadowRoot} */ (root.getRootNode()).host, { lang: language, dir: direction });
      },

      /** What the widget is given of this. @param {ChoicePart} choice */
      port: (choice) => ({
        close: choice.close, settle,
        save: async (/** @type {Record<string, boolean>} */ answers) => (await gate.use("set"))?.set(answers, "custom"),
        place(/** @type {string} */ css, /** @type {string} */ language, /** @type {string} */ direction) {
          style.css += css;
          const root = choice.place(style.css, language, direction);
          roots.push({ kind: "overlay", root });
          return root;
        },
      }),
    };
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).host = host;
})();
