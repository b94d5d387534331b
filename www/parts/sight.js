// The part that keeps what has the focus in sight while the banner is shown: https://www.w3.org/TR/WCAG22/#focus-not-obscured-minimum
// It scrolls the page, as the visitor could; where that does not help, as at the page's end, it moves the banner to the
// other edge. So it needs no style in the page, as scroll-padding would. Knows no layout but top and bottom.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  const ROOM = 8; // pixels, for an outline

  /** @type {(gate: GatePort) => void} */
  const sight = (gate) => {
    const banner = () => gate.own("querySelector")("assent-widget")?.shadowRoot?.querySelector(".banner");

    /** How far an element would have to move up, or down if that is less than 0, to be clear of the banner. @param {Element} element */
    function overlap(element) {
      const one = element.getBoundingClientRect(), other = banner()?.getBoundingClientRect();
      if (!other || one.bottom <= other.top || one.top >= other.bottom || one.right <= other.left || one.left >= other.right) return 0;
      return other.top > innerHeight - other.bottom ? one.bottom - other.top + ROOM : one.top - other.bottom - ROOM;
    }

    /** Only what can be scrolled by hand: the rest would not find its way back. @param {Element} element */
    const scrolls = (element) => element === gate.own("scrollingElement") || /auto|scroll/.test(getComputedStyle(element).overflowY);

    /** @param {Element} element */
    function clear(element) {
      if (!element?.matches(":focus-visible")) return;
      // What is higher than the room beside the banner is in sight in any case.
      if (element.getBoundingClientRect().height > innerHeight - (banner()?.offsetHeight ?? 0) - 2 * ROOM) return;
      for (let box = element.parentElement; box && overlap(element); box = box.parentElement) {
        if (scrolls(box)) box.scrollBy({ top: overlap(element), behavior: "instant" });
      }
      if (overlap(element)) banner().className = banner().className.replace(/top|bottom/, (/** @type {string} */ edge) => (edge === "top" ? "bottom" : "top"));
    }

    /** After the browser has scrolled to it. */
    const look = () => requestAnimationFrame(() => clear(gate.own("activeElement")));
    gate.own("addEventListener")("focusin", look);
    look();
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).sight = sight;
})();
