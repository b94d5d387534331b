// The part for steps: what must stand in the page before a vendor's script, and the vendors' own consent calls.
// Steps are data, never code. Knows the plan, and no vendor.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  /** @type {any} */ const world = window;

  /** Rust refuses such paths; a kept plan comes from the storage, where others may write. crates/model/src/shape/rules.rs */
  const SHARED = /(^|\.)(__proto__|prototype|constructor)(\.|$)/;
  const CODE = /^(eval|Function|setTimeout|setInterval|open|opener|document|location|navigation|navigator|window|self|top|parent|frames|globalThis|jQuery|\$|on[a-z]+)(\.|$)/;

  const [kindOf, textOf] = [Object.prototype.toString, Function.prototype.toString];

  /**
   * Whether the browser has brought this, and no page: its objects say so by their kind, its functions in their text, in
   * which those that a page binds have no name: https://tc39.es/ecma262/#prod-NativeFunction
   * @param {any} value
   */
  const isBrowsers = (value) => typeof value === "function" ? /^function\s+[^(\s][^{]*\{\s*\[native code\]\s*\}$/.test(textOf.call(value))
    : typeof value === "object" && !!value && !/ (Object|Array|Arguments|Module)\]$/.test(kindOf.call(value));

  /**
   * What a step may have of this place: nothing if there is nothing of the page's or a vendor's. An element's name stands
   * in for none of these, and a list has no functions but those that a vendor has put there.
   * @param {any} holder @param {string} key
   */
  function look(holder, key) {
    const place = Object.getOwnPropertyDescriptor(Object(holder), key);
    if (!place && (Array.isArray(holder) || (holder === world && typeof world[key] !== "function"))) return;
    const value = holder[key];
    if (isBrowsers(place?.get || place?.set) || isBrowsers(value)) throw Error(`"${key}" is the browser's own`);
    return value;
  }

  const isPlain = (/** @type {unknown} */ value) => kindOf.call(value) === "[object Object]";

  /** A vendor's function before its script is there: it keeps its calls in a list. @param {string} list */
  function stub(list) {
    /** @type {any} */ const keep = function () {
      if (keep.callMethod) keep.callMethod(...arguments);
      else keep[list].push(arguments);
    };
    return Object.assign(keep, { [list]: [], push: keep });
  }

  /** Google's tags read commands from Arguments objects only. */
  function toArguments() {
    return arguments;
  }

  /** @type {(gate: GatePort) => StepsPart} */
  const steps = (gate) => {
    /** What was told last, by the id of a service; of everything under "". */
    const told = new Map();
    /** Whose "before" has run, by the same ids. */
    const begun = new Set();
    /** How many commands of ours stand at the head of a list. */
    const heads = new WeakMap();

    /** @param {any} value @returns {any} */
    function fill(value) {
      if (value === "$now") return new Date();
      if (typeof value === "string" && value.startsWith("$granted:")) return gate.granted(value.slice(9)) ? "granted" : "denied";
      if (Array.isArray(value)) return value.map(fill);
      // From entries, so that a key of the name __proto__ is a key like any other.
      return isPlain(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)])) : value;
    }

    /**
     * Google obeys commands in their order, so those on consent go before what the page's own snippets have put into the
     * list, as long as nobody reads it: whoever does has a push of its own there.
     * @param {any} list @param {unknown} entry
     */
    function lead(list, entry) {
      if (list.push !== [].push) return list.push(entry);
      const at = heads.get(list) || 0;
      list.splice(at, 0, entry);
      heads.set(list, at + 1);
    }

    /** @param {Step} step @param {boolean} [isForAll] whether it belongs to no single service */
    function take({ queue, push, set, call, value, arguments: list }, isForAll) {
      const whole = queue || push || set || call || "", path = whole.split("."), name = /** @type {string} */ (path.pop());
      if (SHARED.test(whole) || CODE.test(whole)) return;
      let holder = world;
      for (const key of path) {
        const next = look(holder, key);
        if (call && !next) return;
        holder = next ?? (holder[key] = {});
      }
      const here = look(holder, name), words = fill(list || []);
      const entry = list ? Reflect.apply(toArguments, null, words) : fill(value);
      if (queue) here ?? (holder[name] = value ? stub(String(value)) : []);
      else if (set) holder[name] = entry;
      else if (push && list && isForAll) lead(here ?? (holder[name] = []), entry);
      else if (push) (here ?? (holder[name] = [])).push(entry);
      else if (typeof here === "function") Reflect.apply(here, holder, words);
      else if (Array.isArray(holder)) holder.push(...(name === "push" ? words : [[name, ...words]]));
    }

    /** @param {Step[]} [steps] @param {boolean} [areForAll] */
    const run = (steps, areForAll) => steps?.forEach((step) => {
      try {
        take(step, areForAll);
      } catch (error) {
        reportError(error); // a vendor's own fault, which must not become the page's
      }
    });

    const plan = () => /** @type {Plan} */ (gate.plan());

    /** @param {string} id @param {unknown} now */
    const isNew = (id, now) => told.get(id) !== now && !!told.set(id, now);

    return {
      run,

      before() {
        for (const { id, signals } of [{ id: "", signals: plan().signals }, ...plan().services]) {
          if (!signals?.before || begun.has(id)) continue;
          begun.add(id);
          run(signals.before, !id);
        }
      },

      tell() {
        if (!gate.record() && !plan().model && !told.size) return;
        const ids = [...plan().categories, ...plan().services].map(({ id }) => id);
        if (isNew("", String(ids.filter(gate.granted)))) run(plan().signals?.update, true);
        for (const { id, category, signals } of plan().services) {
          // Who was told of a grant hears that it is gone, also where it is asked anew.
          const isKnown = gate.isDecided(category) || told.get(id);
          if (signals && isKnown && isNew(id, gate.granted(id))) run(gate.granted(id) ? signals.granted : signals.denied);
        }
      },
    };
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).steps = steps;
})();
