// The part for a browser that opts out of the sale of data for its user: it is refused before anything is released. Knows
// no law and no category: what is `sale`, the config says.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  /** @type {(gate: GatePort) => GpcPart} */
  const gpc = (gate) => {
    const plan = () => /** @type {Plan} */ (gate.plan());

    /** https://w3c.github.io/gpc/, and where the config wants it https://www.w3.org/TR/tracking-dnt/ */
    const optsOut = () => /** @type {any} */ (navigator).globalPrivacyControl === true || (!!plan().doNotTrack && navigator.doNotTrack === "1");

    /** The categories for which the opt-out has counted: a grant in them is younger. @returns {string[]} */
    const heard = () => [gate.record()?.gpc || []].flat();

    return {
      isInEffect: () => !!plan().outcomes?.gpc && optsOut() && plan().categories.every(({ id, sale }) => !sale || !gate.granted(id)),

      /** It goes before an older grant; a grant after it is the visitor's word: 11 CCR §7025(c). */
      honour() {
        const outcome = plan().outcomes?.gpc, before = heard(), asked = plan().categories.filter((known) => known.asked);
        const kept = asked.filter((known) => gate.answers(known) && (!known.sale || before.includes(known.id)));
        const fresh = asked.filter((known) => known.sale && !kept.includes(known));
        // Nothing is stored over a record that cannot be read: it grants nothing, and the visitor is asked.
        if (!outcome || !optsOut() || !fresh.length || (!gate.record() && gate.stored() !== null)) return;
        const { compose, keep } = /** @type {ChoicePart} */ (gate.part("choice"));
        void keep({ ...compose(outcome, kept), gpc: [...new Set(before.concat(fresh.map(({ id }) => id)))] });
      },
    };
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).gpc = gpc;
})();
