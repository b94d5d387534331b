// The part that makes the visitor's switches a record. Knows no element.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  /** @type {(gate: GatePort) => SetPart} */
  const set = (gate) => ({
    /** @param {Record<string, boolean>} answers @param {AssentMethod} method */
    async set(answers, method) {
      const choice = await gate.use("choice"), plan = /** @type {Plan} */ (gate.plan()), { reject } = plan.outcomes;
      const categories = { ...reject.categories }, services = { ...reject.services };
      for (const { id, asked } of plan.categories) if (asked) categories[id] = answers[id] === true;
      for (const { id, category } of plan.services) {
        if (id in answers) services[id] = answers[id] && categories[category];
      }
      await choice?.adopt({ ...reject, method, categories, services });
    },
  });

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).set = set;
})();
