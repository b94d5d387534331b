// The part that changes the language of what is on screen: when the site calls for it, or the page itself changes. Knows no
// text, and not how a face is made: it has another made in the place of the one that is there.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  /** @type {(gate: GatePort) => LanguagePart} */
  const language = (gate) => {
    let chosen = "", last = Promise.resolve();
    /** What the site called for last, until it is known whether it has that. @type {string | undefined} */ let wanted;

    /** The language that the site called for, if it has it. Asked by whoever knows the site's languages. */
    function wish() {
      const local = gate.part("local");
      if (wanted === undefined || !local) return chosen;
      const name = wanted;
      wanted = undefined;
      if (local.has(name)) return (chosen = name);
      gate.report("language-not-offered", gate.source || "this page", `the site does not speak "${name}"`,
        `Name one of its languages: ${local.codes().join(", ")}. Until then it speaks the one that it spoke`, "setLanguage");
      return chosen;
    }

    /** What `assent build` drew, and its script would draw again. @param {ShadowRoot | null | undefined} shadow */
    const drawn = (shadow) => [...(shadow?.children || [])].find((root) =>
      root.querySelector("[part~=banner]") && !root.querySelector("[part~=panel]"));

    /** Has the face that is on screen made anew, if it is to be in another language. What is not on screen costs nothing before it is. */
    async function renew() {
      const isBuilt = !!gate.plan() && !gate.plan()?.digest;
      if (!isBuilt && !gate.part("start")) return; // nobody has chosen a language yet, and whoever does will ask
      const [choice, local] = await Promise.all([gate.use("choice"), gate.use("local")]);
      if (!choice || !local) return;
      await choice.swap(); // a face that is about to come has its plan first
      const plan = gate.plan();
      if (!plan) return;
      if (isBuilt && !local.codes()[0]) local.codes([plan.language]); // a file that speaks one language
      const next = local.choose();
      if (next && next !== plan.language) await change(choice, isBuilt, next);
    }

    /** @param {ChoicePart} choice @param {boolean} isBuilt @param {string} next */
    async function change(choice, isBuilt, next) {
      const shadow = gate.own("querySelector")("assent-widget")?.shadowRoot, start = gate.part("start");
      const isShown = shadow?.querySelector("[part~=banner],[part~=notice]:not(.passing),[part~=panel][open]");
      // A file that is missing is told, and nothing changes.
      if (isShown && start && !(await start.json(isBuilt ? `panel.${next}.json` : `languages/${next}.json`))) return;
      const focused = shadow?.activeElement?.getAttribute("data-assent-action");
      if (isBuilt) await gate.part("setup")?.check();
      const old = choice.swap(null);
      if (!isShown) return;
      if (!(await choice.load())) choice.swap(old);
      else if (isBuilt) drawn(shadow)?.remove();
      await choice.show();
      // A banner that was drawn anew has lost it.
      if (focused && !shadow?.activeElement) shadow?.querySelector(`[part~=banner] [data-assent-action=${focused}]`)?.focus();
    }

    const follow = () => (last = last.then(renew));

    return {
      wish,
      follow,
      setLanguage(name) {
        wanted = String(name);
        return follow();
      },
    };
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).language = language;
})();
