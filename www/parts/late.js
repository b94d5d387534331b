// The part for released code that waits for `DOMContentLoaded` or `load`, which a page has once: it is called, once, when
// its queue has run. Knows queues and events, and no consent.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  /** What a page tells at its end, in this order. @type {[EventTarget, string][]} */
  const MOMENTS = [[document, "DOMContentLoaded"], [window, "DOMContentLoaded"], [document, "readystatechange"], [window, "load"]];

  /**
   * A listener that came after its moment, the place of that in the list, and whether it is an attribute such as `onload`.
   * @typedef {{ queue: Queue, moment: number, listener: any, capture?: boolean, signal?: AbortSignal, isHandler?: boolean }} Late
   */

  /** @type {(gate: GatePort) => LatePart} */
  const late = (gate) => {
    /** @type {WeakMap<object, Queue>} */ const owners = new WeakMap();
    /** @type {Queue | undefined} */ let acting; // whose module, or whose listener, runs: then there is no current script
    let waiting = /** @type {Late[]} */ ([]);
    let turns = 0, now = -1; // the moment that is repeated
    const addresses = new Set();
    /** @type {HTMLScriptElement | null} */ let told = null; // a released script, while it hears that it has loaded

    const handler = (/** @type {number} */ moment) => /** @type {any} */ (MOMENTS[moment][0])["on" + MOMENTS[moment][1]];
    const handlers = new Map([2, 3].map((moment) => [moment, handler(moment)]));

    /** Whether the page has had this event. Entries of the timeline, since this part may come after any of them. */
    function isOver(/** @type {string} */ type) {
      const page = /** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType("navigation")[0]);
      if (type === "readystatechange") return gate.own("readyState") === "complete";
      return (type === "DOMContentLoaded" && (page?.domContentLoadedEventStart ?? 1) > 0) || (type === "load" && (page?.loadEventStart ?? 1) > 0);
    }

    function owner() {
      const running = gate.own("currentScript");
      return running ? owners.get(running) : acting;
    }

    const find = (/** @type {EventTarget} */ target, /** @type {string} */ type) =>
      MOMENTS.findIndex(([known, name]) => known === target && name === type);

    const isCapture = (/** @type {any} */ options) => !!(options?.capture ?? options);

    /** The same listener counts once, and one that comes while its own event is told would not hear it. @param {Late} late */
    function add(late) {
      const isSame = (/** @type {Late} */ one) => one.moment === late.moment && one.listener === late.listener && one.capture === late.capture;
      if (late.moment > now && !waiting.some(isSame)) waiting.push(late);
    }

    /** `onload` and `onreadystatechange`: the one that was set last counts. @param {Queue} queue */
    function takeHandlers(queue) {
      for (const [moment, last] of handlers) {
        const listener = handler(moment), kept = waiting.find((one) => one.isHandler && one.moment === moment);
        if (listener === last) continue;
        handlers.set(moment, listener);
        if (kept && listener) kept.listener = listener;
        else if (kept) waiting = waiting.filter((one) => one !== kept);
        else if (listener && isOver(MOMENTS[moment][1])) add({ queue, moment, listener, isHandler: true });
      }
    }

    /** Calls it as the browser would have. A fault in it is its own. @param {Late} late */
    function call({ moment, listener, queue }) {
      const [target, type] = MOMENTS[moment];
      acting = queue;
      try {
        const event = new Event(type, { bubbles: type === "DOMContentLoaded" });
        Object.defineProperties(event, { target: { value: document }, currentTarget: { value: target } });
        if (typeof listener === "function") listener.call(target, event);
        else listener.handleEvent(event);
      } catch (error) {
        reportError(error);
      }
      takeHandlers(queue);
      acting = undefined;
    }

    const { addEventListener, removeEventListener } = window; // an element's name can stand in for the document's
    for (const target of [window, document]) {
      // Where an element does, there is nothing to wrap, and nothing is to throw.
      Reflect.set(target, "addEventListener", /** @this {EventTarget | undefined} */ function (/** @type {any[]} */ ...words) {
        const [type, listener, options] = words, queue = owner(), moment = find(this ?? target, type);
        if (queue && listener && moment >= 0 && isOver(type)) add({ queue, moment, listener, capture: isCapture(options), signal: options?.signal });
        else Reflect.apply(addEventListener, this ?? target, words);
      });
      Reflect.set(target, "removeEventListener", /** @this {EventTarget | undefined} */ function (/** @type {any[]} */ ...words) {
        const [type, listener, options] = words, moment = find(this ?? target, type);
        waiting = waiting.filter((one) => one.isHandler || one.moment !== moment || one.listener !== listener || one.capture !== isCapture(options));
        Reflect.apply(removeEventListener, this ?? target, words);
      });
    }

    return {
      begin(script, queue) {
        addresses.add(script.src);
        for (const type of ["load", "error"]) {
          script.addEventListener(type, () => {
            told = script;
            setTimeout(() => (told = null));
          });
        }
        owners.set(script, queue);
        acting = script.type === "module" ? queue : acting;
      },

      /**
       * The released script behind what writes into the document, where the browser does not name it: one that hears that
       * it has loaded, one whose address is on the stack, or an inline script that code has put into a page that was there.
       * An external one of these cannot write: https://html.spec.whatwg.org/#ignore-destructive-writes-counter
       */
      writer(script) {
        if (gate.own("readyState") === "loading") return;
        const stack = String(Error().stack), src = [...addresses].find((one) => one && stack.includes(one));
        return told || (src ? { src, text: "" } : script?.src === "" ? script : undefined);
      },

      /** An inline module tells no end; what stands behind it in the browser's own list does. */
      follow(script) {
        const turn = "assent:turn" + turns++, text = gate.policy.createScript(`dispatchEvent(new Event("${turn}"))`);
        const { async, nonce } = script, next = gate.own("createElement")("script");
        const tell = () => {
          next.remove();
          script.dispatchEvent(new Event("assent:end"));
        };
        window.addEventListener(turn, tell, { once: true });
        script.after(Object.assign(next, { type: "module", async, nonce, text }));
      },

      end(queue) {
        if (acting === queue) acting = undefined;
        takeHandlers(queue);
      },

      replay(queue) {
        for (now = 0; now < MOMENTS.length; now++) {
          for (const late of waiting.filter((one) => one.queue === queue && one.moment === now)) {
            if (!waiting.includes(late)) continue; // one before it took it away
            waiting = waiting.filter((one) => one !== late);
            if (!late.signal?.aborted) call(late);
          }
        }
        now = -1;
      },
    };
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).late = late;
})();
