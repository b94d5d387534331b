// The part with the sentences for what can be wrong in a page or a browser: what, and how to mend it. Fetched when there
// is something to tell. Knows no config: whoever reads that tells its faults.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  const STAYS = "; the element stays held";

  /** By code: where it is, what is wrong, how to mend it. @type {Record<string, [string, string, string]>} */
  const SENTENCES = {
    "storage-denied": ["localStorage", "{}", "A choice holds until the page is left; allow storage"],
    "storage-full": ["localStorage", "{}", "A choice holds until the page is left, unless it has room in the place of the older one; make room"],
    "record-unreadable": ["localStorage", "the stored choice is unreadable", "It grants nothing, and the visitor is asked again; there is nothing to mend"],
    "record-version": ["localStorage", "the stored choice is of another version", "It grants nothing, and the visitor is asked again; there is nothing to mend"],
    "record-expired": ["localStorage", "the stored choice is expired", "It grants nothing, and the visitor is asked again; there is nothing to mend"],
    "unknown-name": ["this page", 'no category and no service has the id "{}"', "Correct data-assent, or add the id to the config" + STAYS],
    "unknown-toggle": ["this page", 'no category and no service has the id "{}", for which there is a switch', "Correct data-assent-toggle, or add the id to the config; until then the switch does nothing"],
    "not-held": ["this page", "a script names a category or a service, but runs at once", 'Give it type="text/plain"; its own type, if it has one, goes into data-type'],
    "empty-name": ["this page", "a held element names no category and no service", "Write one into data-assent" + STAYS],
    "missing-nonce": ["this page", "a held element, or the tag of assent.js, lacks the page's nonce", "Give it the nonce of the other scripts" + STAYS],
    "unknown-element": ["this page", "an element of this kind cannot be held", "Hold what is in it, or put it into a held <template>"],
    "two-addresses": ["this page", "a held element has an address beside, or in place of, the held one", "Write data-src (data-href, …) alone, since a browser loads the other at once" + STAYS],
    "empty-address": ["this page", "a held element has no address", "Give it one in data-src (data-href, …)" + STAYS],
    "unsafe-address": ["this page", "the address of a held element is not one of the web", "Write one that begins with https:// or with /" + STAYS],
    "address-in-template": ["this page", "a held template has an address in it that Firefox fetches at once, before consent", "Write data-src (data-href, …) in a template too"],
    "trusted-types": ["this page", "{}", "Allow it in the site's policy: trusted-types assent" + STAYS],
    "document-write": ["this page", "a released script would have wiped the page with document.write or document.open, so it wrote nothing", "Load it in a frame, or put what it writes into a held <template>"],
    "unknown-answer": ["this page", "assent.set was given {}, and recorded nothing", "Give it the ids of categories and services that are not required, each with true or false"],
    "included-twice": ["this page", "the tag of assent.js is here twice", "Keep the first; the second does nothing"],
  };

  /** @type {(gate: GatePort) => FaultsPart} */
  const faults = (gate) => (code, path, detail) => {
    const [file, message, help] = SENTENCES[code] || ["this page", code, ""];
    const place = path || (file === "localStorage" && code.startsWith("record-") ? "assent" : "");
    // A browser's words may end in a full stop of their own.
    gate.report(code, file, message.replace("{}", () => String(detail).replace(/\.$/, "")), help, place);
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).faults = faults;
})();
