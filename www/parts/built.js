// The part of a file made by `assent build`: it has the plan and the banner built in, and stands in for `setup`. Knows
// neither config nor card; what it holds was made by the same Rust code, and rendered by the same Yew components.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  const BUILT = __BUILT__; // written in when the file is built

  /** @type {(gate: GatePort) => SetupPart} */
  const built = (gate) => {
    const { plan, faces, css, preload } = BUILT;
    let { language } = plan;

    return {
      async check() {
        const own = gate.part("local")?.of(BUILT);
        language = own?.language || language;
        await gate.usePlan({ ...plan, ...own }, true);
      },

      async widget() {
        const choice = await gate.use("choice");
        if (!choice || !(await choice.body)) return;
        const { place } = choice, [html, direction] = faces[language];
        /** @type {Element | undefined} */ let root;
        /** @type {Promise<Widget | void> | undefined} */ let widget;

        /** Starts the widget, once, beside the banner. A failure is told, and it is tried again. */
        const prepare = () => (widget ??= gate.use("start").then((part) => part?.start(part.json(`panel.${language}.json`)))
          .then((started) => started ? started.face : (widget = undefined)));

        /** Draws the banner as it was rendered, and tells whether it could: a policy for Trusted Types may refuse ours. @param {boolean} isShown */
        function draw(isShown) {
          try {
            if (!isShown) root?.replaceChildren();
            else if (!root?.firstChild) {
              root ??= place(css, language, direction);
              root.innerHTML = gate.policy.createHTML(html);
              gate.part("ahead")?.(preload, root, prepare);
            }
            return true;
          } catch {
            return false;
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
