/**
 * The types of `window.assent`, of the record, and of the events. To use them, keep this file beside your sources, or
 * name it: `/// <reference path="assent/assent.d.ts" />`.
 */

/** Turns off the listener that it came from. */
type AssentOff = () => void;

/** How a choice was made. Later versions may add others. */
type AssentMethod = "accept-all" | "reject-all" | "custom" | "withdrawal" | "gpc" | "api" | (string & {});

/** An earlier choice, as far as the record remembers it. */
interface AssentPast {
  /** When it was made: UTC, RFC 3339. */
  at?: string;
  method?: AssentMethod;
  categories?: Record<string, boolean>;
  services?: Record<string, boolean>;
}

/**
 * What the visitor chose, as it is stored in localStorage under `assent`. A refusal stands in it by name with `false`,
 * never by being left out.
 */
interface AssentRecord {
  /** The version of this format. */
  version: 1;
  /** The visitor's random number (UUID, version 4), kept from choice to choice. */
  id: string;
  /** The config's `revision` at the time of the choice. */
  revision: number;
  /** For each category that was asked, the digest of what was asked for it. */
  asked: Record<string, string>;
  /** When the choice was made: UTC, RFC 3339. */
  at: string;
  /** Until when it holds: UTC, RFC 3339. */
  expires: string;
  method: AssentMethod;
  /** The language of the texts that were shown: BCP 47. */
  language: string;
  /** Every category that it answers for: `true` if it was granted or is required. */
  categories: Record<string, boolean>;
  /** Every service: `true` if it was granted or is required. `false` for a required one is an objection. */
  services: Record<string, boolean>;
  /** The categories for which the browser's opt-out has counted. What is granted in them was granted after it. */
  gpc?: string[];
  /** The digest of the config that it was made with. */
  config?: string;
  /** The digest of the texts that were shown. */
  texts?: string;
  /** Earlier choices, the oldest first, at most ten. */
  history: AssentPast[];
}

/** A record that its visitor has exported. docs/receipt.md says what stands in it, in the terms of ISO/IEC TS 27560 and the DPV. */
interface AssentReceipt extends AssentRecord {
  /** The origin of the site. */
  site: string;
}

/** What is granted. The `detail` of `assent:ready` and `assent:change`. */
interface AssentState {
  /** A copy of the record, or `null` while there is none that holds. */
  record: AssentRecord | null;
  /** The ids of the granted categories, the required ones included. */
  granted: string[];
}

/** An element that was released. The `detail` of `assent:release`. */
interface AssentRelease {
  /** The live script, which may not have run yet, or the frame, image, template, … that was given its address. */
  element: HTMLElement;
  /** A script before it that had not loaded in ten seconds, and is no longer waited for. */
  overtook?: HTMLElement;
}

/** An item that a service had stored: a cookie, or what lies in a storage of the browser. */
interface AssentItem {
  type: "cookie" | "localStorage" | "sessionStorage" | "indexedDB" | "cacheStorage";
  name: string;
}

/** What was cleaned up after a refusal or a withdrawal. The `detail` of `assent:sweep`. */
interface AssentSweep {
  deleted: AssentItem[];
  /** What is still there, and why. docs/withdrawal.md lists the reasons. */
  left: (AssentItem & { reason: string })[];
}

/** One fault: what, where, how to mend it. The `detail` of `assent:error`. */
interface AssentFault {
  /** What kind of fault: stable, kebab-case. The README lists them. */
  code: string;
  /** The file, or `localStorage`, or `this page`. */
  file: string;
  /** The place in it, such as `services[2].items[0].name`; may be empty. */
  path: string;
  /** What is wrong. */
  message: string;
  /** How to mend it. */
  help: string;
}

/** The `detail` of each event, by its name without `assent:`. */
interface AssentEvents {
  /** Once, when the plan is there: what is granted is known from now on. A late listener is told at once. */
  ready: AssentState;
  /** After each choice, once it is in effect. */
  change: AssentState;
  /** Each time an element is released. */
  release: AssentRelease;
  /** After a refusal or a withdrawal, once what the services had stored is deleted. */
  sweep: AssentSweep;
  /** The panel was opened. */
  open: null;
  /** The panel was closed without a choice. */
  close: null;
  /** Something is wrong; it is in the console too. Nothing is released because of a fault. */
  error: AssentFault;
}

/**
 * What a page can ask of Assent. It is there as soon as the tag of `assent.js` has run. No call throws: what goes wrong
 * is told by `assent:error` and in the console, and then nothing is granted.
 */
interface Assent {
  /** The kit's version, and a digest of its files. */
  readonly version: string;

  /** Opens the panel; fetches the widget if it is not there. Done once the panel was told to open, or a fault was told. */
  open(): Promise<void>;

  /** Closes the panel and changes nothing. */
  close(): Promise<void>;

  /**
   * Grants everything, as the button does; the record is stored and scripts are released. Does nothing where the config
   * asks nothing. Call it only on a visitor's own action.
   */
  acceptAll(): Promise<void>;

  /**
   * Refuses everything that is not required, as the button does. What runs already goes on until the page is left.
   * Does nothing where the config asks nothing.
   */
  rejectAll(): Promise<void>;

  /**
   * Speaks this language (BCP 47) until the page is left, if the site has it. What is on screen changes at once: done once
   * it has, or a fault was told (`language-not-offered`). A choice that is made from then on names it.
   */
  setLanguage(language: string): Promise<void>;

  /** As `rejectAll`, and recorded as a withdrawal. Done once what the services had stored is deleted. */
  withdraw(): Promise<void>;

  /**
   * Answers by name: `{analytics: true, matomo: false}`. A category's answer counts for its services that are not named;
   * what is not named keeps its answer, or stays unanswered. A required service that rests on a legitimate interest can
   * be objected to with `false`. An id that is not known or not asked is a fault, and then nothing is recorded. Call it
   * only on a visitor's own action.
   */
  set(answers: Record<string, boolean>): Promise<void>;

  /**
   * Whether a category or a service is granted. `false` for everything until the plan is there (`assent:ready`), and
   * for an id that no plan knows.
   */
  granted(id: string): boolean;

  /** Settles with the id once it is granted; at once if it is already. Never fails, and waits for ever if refused. */
  when(id: string): Promise<string>;

  /** A copy of the record, or `null` while there is none that holds. */
  record(): AssentRecord | null;

  /** The record for its visitor to keep, with the site that it is of; `null` while there is none that holds. */
  receipt(): Promise<AssentReceipt | null>;

  /**
   * Calls `fn` with the event's `detail`. The same events can be heard on `document` as `assent:<type>`.
   * @returns turns the listener off
   */
  on<Type extends keyof AssentEvents>(type: Type, fn: (detail: AssentEvents[Type]) => void): AssentOff;
}

interface Window {
  readonly assent: Assent;
}

interface DocumentEventMap {
  "assent:ready": CustomEvent<AssentState>;
  "assent:change": CustomEvent<AssentState>;
  "assent:release": CustomEvent<AssentRelease>;
  "assent:sweep": CustomEvent<AssentSweep>;
  "assent:open": CustomEvent<null>;
  "assent:close": CustomEvent<null>;
  "assent:error": CustomEvent<AssentFault>;
}
