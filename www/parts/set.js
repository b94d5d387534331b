// The part that answers for some services and categories alone, and leaves everything else as it is. Knows no element.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  /** @type {(gate: GatePort) => SetPart} */
  const set = (gate) => ({
    async set(answers, method) {
      const choice = await gate.use("choice"), plan = gate.plan();
      if (!choice || !plan) return;
      const { version, revision, language, categories: required } = plan.outcomes.reject;
      const asked = plan.categories.filter((known) => known.asked);
      const outcome = /** @type {Outcome} */ ({ version, revision, language, method, asked: {}, categories: {}, services: {} });
      for (const { id, asked } of plan.categories) if (!asked) outcome.categories[id] = required[id];
      for (const known of asked) {
        const services = plan.services.filter((one) => one.category === known.id);
        if (!(known.id in answers) && !services.some(({ id }) => id in answers)) continue;
        outcome.asked[known.id] = /** @type {string} */ (known.asked);
        for (const { id } of services) outcome.services[id] = answers[id] ?? answers[known.id] ?? gate.granted(id);
        outcome.categories[known.id] = services.length ? services.some(({ id }) => outcome.services[id]) : answers[known.id];
      }
      await choice.adopt(outcome, asked.filter((known) => gate.answers(known) && !(known.id in outcome.asked)));
    },
  });

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).set = set;
})();
