// Runs in every page before the page's own scripts, and writes down what the page is told: events, console, errors.
(() => {
  const copy = (value) => {
    try {
      return JSON.parse(JSON.stringify(value ?? null));
    } catch {
      return String(value);
    }
  };
  // Taken now, because an element's name can stand in for it: https://html.spec.whatwg.org/#dom-document-nameditem
  const find = document.querySelector.bind(document);
  const measured = PerformanceObserver.supportedEntryTypes.includes("layout-shift");
  /**
   * `blocked`: how much the page's policy forbade. `shift`: how far things moved that were on screen already, or null
   * where the browser does not measure it.
   */
  const seen = { events: [], console: [], errors: [], blocked: 0, shift: measured ? 0 : null };
  for (const type of ["ready", "change", "release", "open", "close", "error", "sweep"]) {
    document.addEventListener("assent:" + type, ({ detail }) => seen.events.push({ type, detail: copy(detail) }));
  }
  for (const level of ["error", "warn"]) {
    const say = console[level];
    console[level] = (...words) => {
      seen.console.push(words.map(String).join(" "));
      say.apply(console, words);
    };
  }
  addEventListener("error", ({ message }) => seen.errors.push(message));
  addEventListener("unhandledrejection", ({ reason }) => seen.errors.push("unhandled: " + reason));
  document.addEventListener("securitypolicyviolation", () => seen.blocked++);
  if (measured) {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  }

  /** The first match in the widget's shadow root. */
  const inside = (selector) => find("assent-widget")?.shadowRoot?.querySelector(selector) ?? null;
  /** What has the focus, as a person would name it, also inside the widget. */
  const focused = () => {
    const outer = document.activeElement;
    const element = outer?.shadowRoot?.activeElement ?? outer;
    return element?.dataset.assentAction ?? element?.dataset.assentCategory ?? element?.dataset.assentService
      ?? (element?.id || element?.localName || "");
  };
  Object.assign(window, { __seen: seen, __in: inside, __focused: focused });
})();
