// The part for a choice by name, as switches and pages make it: answers become a record. Knows no element. What is not
// named keeps its answer, or stays unanswered; what was refused by its name stays so when all that is open is accepted.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  /** @type {(gate: GatePort) => SetPart} */
  const set = (gate) => {
    /** What can be answered: what is asked, and an objection. @param {Plan} plan @param {string} id */
    function canAnswer(plan, id) {
      const one = plan.services.find((service) => service.id === id);
      const of = plan.categories.find((known) => known.id === (one?.category ?? id));
      return !!of?.asked || !!one?.objection;
    }

    /**
     * A choice on the categories that are named, by themselves or by a service. Where things run until they are refused,
     * who refuses one leaves the others as they are.
     * @param {Plan} plan @param {Map<string, boolean>} answers @param {string} method @returns {Outcome}
     */
    function outcome(plan, answers, method) {
      const { version, revision, language } = plan.outcomes.reject;
      /** @type {Outcome} */ const made = { version, revision, asked: {}, method, language, categories: {}, services: {} };
      for (const known of plan.categories) {
        const { id, asked } = known, services = plan.services.filter(({ category }) => category === id);
        const isNamed = [id, ...services.map((one) => one.id)].some((name) => answers.has(name));
        if (asked && !isNamed && (gate.answers(known) || !gate.granted(id))) continue;
        const isOn = (/** @type {string} */ name) => answers.get(name) ?? (asked ? answers.get(id) : undefined) ?? gate.granted(name);
        for (const one of services) made.services[one.id] = isOn(one.id);
        if (asked) made.asked[id] = asked;
        // A category is on as long as one of its services is, as in src/state.rs.
        made.categories[id] = !asked || (services.length ? services.some((one) => made.services[one.id]) : isOn(id));
      }
      return made;
    }

    /**
     * Whether a service was refused by its name in a category that was granted, and is what it was then: the category is
     * asked again for what others do. How a question is written, crates/model/src/resolve/asked.rs says.
     * @param {Plan} plan @param {PlanService} service
     */
    function staysRefused(plan, { id, category }) {
      const last = gate.record(), words = (/** @type {unknown} */ question) => String(question).split(" ");
      const known = plan.categories.find((one) => one.asked && one.id === category);
      return !!last && !!known && !gate.answers(known) && last.revision === plan.revision && last.categories[category] === true && last.services[id] === false
        && words(known.asked).some((word) => word.startsWith(id + ":") && words(last.asked[category]).includes(word));
    }

    return {
      withoutRefused({ services }) {
        const plan = /** @type {Plan} */ (gate.plan());
        const refused = plan.services.filter((one) => staysRefused(plan, one)).map(({ id }) => [id, false]);
        return { ...services, ...Object.fromEntries(refused) };
      },

      async set(answers, method = "api") {
        const choice = await gate.use("choice");
        if (choice && !gate.plan()) await choice.load();
        const plan = gate.plan();
        if (!choice || !plan) return;
        const given = new Map(Object.entries(answers || {}));
        const wrong = [...given].find(([id, on]) => typeof on !== "boolean" || !canAnswer(plan, id));
        if (wrong || !given.size) return gate.fault("unknown-answer", "", JSON.stringify(answers)); // for all or nothing
        const kept = plan.categories.filter((known) => gate.answers(known));
        const made = outcome(plan, given, method);
        await choice.adopt(made, kept.filter(({ id }) => !(id in made.asked)));
      },
    };
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).set = set;
})();
