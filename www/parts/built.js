// The part of a file made by `assent build`: it has the plan and the banner built in, and stands in for `setup`. Knows
// neither config nor card; what it holds was made by the same Rust code, and rendered by the same Yew components.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  const BUILT = __BUILT__; // written in when the file is built

  /** @type {(gate: GatePort) => SetupPart} */
  const built = (gate) => {
    const { plan, faces, css, regions = {}, preload } = BUILT;
    const codes = Object.keys(faces);
    let language = codes[0];

    /** The site's language for a visitor, as in crates/model/src/config.rs. @param {string[]} wishes */
    function choose(wishes) {
      const primary = (/** @type {string} */ code) => code.split("-")[0];
      for (const wish of wishes.map((one) => one.toLowerCase())) {
        const found = codes.find((code) => code.toLowerCase() === wish) ||
          codes.find((code) => primary(code.toLowerCase()) === primary(wish));
        if (found) return found;
      }
      return codes[0];
    }

    /** What is different where the visitor is: under the whole code, else under that of the country. */
    function local() {
      const region = gate.attribute("data-region").toUpperCase();
      return regions[region] || regions[region.split("-")[0]];
    }

    return {
      async check() {
        const choice = await gate.use("choice");
        if (choice) language = choose(choice.wishes());
        for (const outcome of Object.values(plan.outcomes)) outcome.language = language;
        await gate.usePlan({ ...plan, ...local(), language }, true);
      },

      async widget() {
        const choice = await gate.use("choice");
        if (!choice || !(await choice.body())) return;
        const { place } = choice;
        const [html, direction] = faces[language];
        /** @type {Element | undefined} */ let root;
        /** @type {Promise<Widget | void> | undefined} */ let widget;

        /** Starts the widget, once, beside the banner. A failure is told, and it is tried again. */
        const prepare = () => (widget ??= gate.use("start").then((part) => part?.start(part.json(`panel.${language}.json`)))
          .then((started) => started ? started.face : (widget = undefined)));

        /** Draws the banner as it was rendered, and tells whether it could: a policy for Trusted Types may refuse ours. @param {boolean} isShown */
        function draw(isShown) {
          try {
            if (!root && isShown) watch(root = place(css, language, direction));
            if (isShown && !root?.firstChild) /** @type {Element} */ (root).innerHTML = gate.policy.createHTML(html);
            if (!isShown) root?.replaceChildren();
            return true;
          } catch {
            return false;
          }
        }

        /** Fetches the panel ahead, where the config wants it. @param {Element} root */
        function watch(root) {
          if (preload === "idle") (window.requestIdleCallback || setTimeout)(() => void prepare());
          if (preload !== "hover") return;
          for (const type of ["pointerover", "focusin"]) {
            root.addEventListener(type, ({ target }) => /** @type {Element} */ (target).matches('[data-assent-action="open"]') && void prepare());
          }
        }

        return {
          prepare,
          async show(banner, panel, reload) {
            const isDrawn = draw(banner);
            if (widget || panel || reload || !isDrawn) (await prepare())?.show(banner && !isDrawn, panel, reload);
          },
        };
      },
    };
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).setup = built;
})();
