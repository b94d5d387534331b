/**
 * The gate's own types: what comes to it from Rust, as `crates/model/src/plan.rs` and `src/lib.rs` have it. Not shipped.
 */

/// <reference path="./assent.d.ts" />

/** What the page needs, everything resolved. It is kept beside the record under `assent.plan`. */
interface Plan {
  version: 1;
  /** The language of the texts: BCP 47. */
  language: string;
  /** The author's revision. */
  revision: number;
  /** How long a choice holds. */
  days: number;
  /** Where a category is granted until it is refused; without it, nothing is granted before a choice. */
  model?: "opt-out" | "notice";
  /** Whether Do Not Track counts as an opt-out of sale, as Global Privacy Control does. */
  doNotTrack?: true;
  /** The domain whose subdomains share the record. */
  domain?: string;
  /** Whether the page is loaded again after a withdrawal; without it, the visitor is asked. */
  reload?: "never" | "always";
  /** What the second line does. */
  net?: "report" | "block";
  /** The corner of the button that opens the panel. */
  revisit?: string;
  /** The parts that must be there before the plan is obeyed. */
  parts?: string[];
  /** The words for what stands in the page; in a built page they are in `page.<language>.json`. */
  page?: PageWords;
  /** In the order of the panel. */
  categories: PlanCategory[];
  /** In the order of the config. */
  services: PlanService[];
  /** The calls that belong to no single service. */
  signals?: { before?: Step[]; update?: Step[] };
  /** The choices of the two buttons, and that of the browser's opt-out, which concerns only what is `sale`. */
  outcomes: { accept: Outcome; reject: Outcome; gpc?: Outcome };
  /** The digest of the texts that are shown. */
  texts: string;
  /** Added where the config's text is at hand: its digest. */
  config?: string;
  /** Added by the gate: the digest of kit and config, which tells a kept plan from a stale one. */
  digest?: string;
  /** Added by the gate: where the config came from, since a site may have several. */
  source?: string;
  /** Added by the gate: the region that it was made for. */
  region?: string;
}

/** The words for what stands in the page, in the plan's language: `crates/model/src/resolve/page.rs`. */
interface PageWords {
  /** The direction of writing, `ltr` or `rtl`. */
  direction: string;
  /** Of a placeholder, with a gap `{vendor}`; `content` is its title where no service has one of its own. */
  text: string;
  content: string;
  once: string;
  always: string;
  /** Of a switch, with a gap `{service}`. */
  toggle: string;
  /** What the panel is called. */
  settings: string;
  /** The accent colour, `#rrggbb`. */
  accent?: string;
  /** Services and categories by their ids. */
  names: Record<string, PageName>;
}

/** What a service or a category is called in the page. */
interface PageName {
  name: string;
  /** The title of its placeholder. */
  title?: string;
  /** Who gets the visitor's data, and where. */
  vendor?: string;
  /** Where it is loaded from. */
  hosts?: string[];
  /** Whether it grants more than the one thing that a placeholder can speak of: a category of several services. */
  wide?: true;
}

/** A category as the gate knows it. */
interface PlanCategory {
  id: string;
  /** What is asked for it, as one opaque text; none if it is required, and so not asked. */
  asked?: string;
  /** Whether the browser's opt-out concerns it. */
  sale?: true;
}

/** A service as the gate knows it. */
interface PlanService {
  id: string;
  category: string;
  /** What the gate loads once it is granted. */
  script?: PlanScript;
  /** The vendor's own consent calls. */
  signals?: { before?: Step[]; granted?: Step[]; denied?: Step[] };
  /** What it stores, to be deleted after a withdrawal; in a built file, that it stores something. */
  items?: PlanItem[] | true;
  /** Where it is loaded from; only with `net`. */
  hosts?: string[];
  /** Whether it is not asked for, and may be refused: it rests on a legitimate interest. */
  objection?: true;
}

/** A script to load. */
interface PlanScript {
  src?: string;
  /** What must be in place before it runs. */
  steps?: Step[];
  /** Whether it is loaded before it is granted: Google's "advanced" mode. */
  early?: true;
}

/** A cookie or storage item. */
interface PlanItem {
  /** Without it: a cookie. */
  type?: "localStorage" | "sessionStorage" | "indexedDB" | "cacheStorage";
  /** Exact, or with `*`. */
  name: string;
  domains?: string[];
  path?: string;
  partitioned?: true;
}

/**
 * One thing to put in place: data, never code. Each names a place as a path from `window`: `queue` makes a list there, or
 * with `value` a function that keeps its calls in a list of this name; `push` puts into a list; `set` sets; `call` calls
 * what is there. With `arguments` a `push` is an Arguments object. The text `$now` stands for the time, and
 * `$granted:<id>` for `granted` or `denied`.
 */
interface Step {
  queue?: string;
  push?: string;
  set?: string;
  call?: string;
  value?: unknown;
  arguments?: unknown[];
}

/** A ready-made record body, to which the gate adds id, times and history. */
type Outcome = Omit<AssentRecord, "id" | "at" | "expires" | "history" | "config" | "texts">;

/** Held scripts that wait for each other. */
interface Queue {
  /** Those that block the parser. */
  list: HTMLScriptElement[];
  /** Those that wait for its end. */
  deferred: HTMLScriptElement[];
  isBusy?: boolean;
  /** The script that took too long. */
  hung?: Element;
}

/** What the gate gives its parts. */
interface GatePort {
  /** The kit's version and digest. */
  version: string;
  /** A selector for what is held and no script. */
  EMBEDS: string;
  /** What runs whatever is granted: what the visitor has loaded once, and what the config has loaded early. */
  once: WeakSet<Element>;
  /** What the gate releases: held scripts that are granted, and what it has made. */
  taken: WeakSet<Element>;
  /** A member of the document itself, where an element's name could stand in for it; a method comes bound. */
  own(name: string): any;
  /** The address of the folder with the kit's files, with a slash at its end. */
  kit: string;
  /** Where the config is from, as a person would name it. */
  source: string;
  /** The config that stands in the page. */
  inline?: string | null;
  /** The names of the scripts that have run. */
  ran: Set<string>;
  /** The policy for Trusted Types. */
  policy: { createScript(text: string): string; createScriptURL(url: string): string; createHTML(html: string): string };
  plan(): Plan | null;
  record(): AssentRecord | null;
  /** The text that the record was last read from, or written as. */
  stored(): string | null;
  /** An attribute of the gate's tag. */
  attribute(name: string): string;
  /** Reads from localStorage, or writes to it; never throws. */
  storage(key: string, value?: string): string | null;
  /** Tells a fault of the page or the browser, by its code. */
  fault(code: string, path?: string, detail?: unknown): void;
  /** Tells a fault, once. */
  report(code: string, file: string, message: string, help: string, path?: string): void;
  /** Dispatches `assent:<type>`. */
  fire(type: string, detail?: object): unknown;
  /** A part, fetched when it is first needed. */
  use<Name extends keyof Parts>(name: Name): Promise<Parts[Name] | undefined>;
  usePlan(plan: Plan, isKept?: boolean): Promise<void>;
  /** Lets the record take effect, and tells the page. */
  change(): void;
  /** Makes this the record, and cleans up. */
  keep(record: AssentRecord | null, text: string | null): any;
  /** The record in a text, or null if it does not hold. */
  readRecord(text: string | null): AssentRecord | null;
  granted(id: string): boolean;
  answers(asked?: PlanCategory): unknown;
  isDecided(category: string): unknown;
  mustAsk(): unknown;
  /** A part, if it is there already. */
  part<Name extends keyof Parts>(name: Name): Parts[Name] | undefined;
  mayRun(held: Element): boolean;
  problem(held: Element, code: string, detail?: unknown): void;
  isTrusted(held: HTMLElement): boolean;
  isWeb(address: string | null): boolean;
  isParsed(element: Element): boolean;
}

/** What each part gives back when it is started. */
interface Parts {
  setup: SetupPart;
  start: StartPart;
  /** The glue of the Wasm. */
  widget: Widget;
  choice: ChoicePart;
  steps: StepsPart;
  late: LatePart;
  embeds: EmbedsPart;
  faults: FaultsPart;
  sweep: SweepPart;
  mirror: MirrorPart;
  net: NetPart;
  gpc: GpcPart;
  local: LocalPart;
  language: LanguagePart;
  ahead: AheadPart;
  page: PagePart;
  placeholder: InPagePart;
  revisit: RevisitPart;
  set: SetPart;
  receipt: ReceiptPart;
  modal: ModalPart;
  sight: void;
  toggle: InPagePart;
  panel: InPagePart;
  declaration: InPagePart;
  host: HostPart;
}

interface SetupPart {
  /** What is on screen, ready to be shown; nothing once a fault has been told. */
  widget(): Promise<Face | void>;
  /** Finds the plan on a first visit, and makes it anew when the config has changed since. */
  check(): Promise<void>;
}

/** What can be shown. */
interface Face {
  /** Fetches what the panel needs, where that is not there yet; nothing once a fault has been told. */
  prepare?(): Promise<unknown>;
  /** Shows the banner, the panel, and the offer to load the page again: any, all or none. */
  show(banner: boolean, panel: boolean, reload: boolean): void | Promise<void>;
}

/** What the widget makes the plan of. */
interface PlanSource {
  /** The config, parsed. */
  config: unknown;
  /** The cards that it uses, each under its id. */
  cards: object;
  /** The texts of the one language that there is; otherwise the widget chooses, and fetches. */
  texts?: object;
  /** What it chooses by: the languages that are asked for, the best first. */
  languages?: string[];
}

interface StartPart {
  /** A file of the kit; nothing once a fault has been told. */
  json(name: string): Promise<any>;
  /** Starts the widget with this. Gives it, and the plan that it has made; nothing once a fault has been told. */
  start(source: Promise<PlanSource | void>): Promise<{ face: Widget; made: object } | void>;
}

/** What `assent build` writes into a file: `crates/cli/src/build`. */
interface Built {
  /** The plan, in the language of the first face. */
  plan: Plan;
  /** For each language the banner as HTML, the direction of writing, and where there are several the digest of the texts. */
  faces: Record<string, [html: string, direction: string, texts?: string]>;
  /** The style of the banner. */
  css: string;
  /** What is different where, by codes of ISO 3166. */
  regions?: Record<string, Pick<Plan, "model" | "days">>;
  /** When the panel is fetched ahead. */
  preload?: "hover" | "idle";
}

declare const __BUILT__: Built;

interface LocalPart {
  /** What is different for this visitor in a built file. */
  of(built: Built): Partial<Plan>;
  /** What the visitor is to be asked in, the best first, each wish with what it comes to behind it. */
  asked(): string[];
  /** The languages of the site; with some, those are it. */
  codes(own?: string[]): string[];
  /** The one of them that the visitor gets. */
  choose(): string | undefined;
  /** The one of them that this wish finds. */
  has(wish: string): string | undefined;
}

interface LanguagePart {
  /** The language that the site called for; an empty text if it did not, or has no such language. */
  wish(): string;
  /** Has what is on screen follow the page's language. */
  follow(): Promise<void>;
  /** Has it speak this language, here and until the page is left. */
  setLanguage(name: string): Promise<void>;
}

/** Fetches the panel ahead: at this time, for the banner in this element. */
type AheadPart = (when: "hover" | "idle" | undefined, root: Element, prepare: () => unknown) => void;

/** Shows the banner as a modal dialog whenever there is one in this element. */
type ModalPart = (root: Element) => void;

interface ChoicePart {
  show(): Promise<void>;
  load(): Promise<Face | void>;
  /** What is loaded or about to be; with another, that takes its place, and with null, the next that is needed. */
  swap(next?: Promise<Face | void> | null): Promise<Face | void> | null | undefined;
  /** The body, once it is there; nothing in a page that has none. */
  body: Promise<Element | null>;
  /** Puts `<assent-widget>` into the page, and gives a new element in its shadow root. */
  place(css: string, language: string, direction: string): Element;
  /** Makes a choice the record, in which these categories keep their answers. */
  adopt(choice: Outcome, kept?: PlanCategory[]): Promise<void>;
  clean(services: PlanService[]): Promise<void>;
  /** An outcome as a record, in which these categories keep their answers. */
  compose(outcome: Outcome, kept: PlanCategory[]): AssentRecord;
  /** Makes this the record; done once it is cleaned up. */
  keep(record: AssentRecord): Promise<void>;
  accept(): Promise<void>;
  reject(): Promise<void>;
  withdraw(): Promise<void>;
  open(): Promise<void>;
  close(): Promise<void>;
  reload(): Promise<void>;
  stay(): Promise<void>;
}

interface StepsPart {
  run(steps?: Step[]): void;
  /** What comes before any tag, of each service once. */
  before(): void;
  /** Tells what is granted, if it is another thing than last time. */
  tell(): void;
}

interface LatePart {
  /** The released script behind a call that would wipe the page, if there is one. */
  writer(script: HTMLScriptElement | null): { src: string; text: string } | undefined;
  /** Before a released script is put in place. Gives when it has run, failed or taken too long, if it has an end. */
  begin(script: HTMLScriptElement, held: HTMLScriptElement, queue: Queue, hasEnd: boolean): Promise<void> | undefined;
  replay(queue: Queue): void;
}

interface EmbedsPart {
  release(): void;
}

/** Gives the words for what stands in the page; nothing as long as there are none. */
type PagePart = () => Promise<PageWords | undefined>;

/** It is there: it shows and hides its button by itself. */
type RevisitPart = true;

interface SetPart {
  /** Makes a choice by the ids of categories and services; what is not named keeps its answer, or stays unanswered. */
  set(answers: Record<string, boolean>, method?: "api" | "custom"): Promise<void>;
  /** The services of an outcome, without those that were refused before and have not changed. */
  withoutRefused(outcome: Outcome): Record<string, boolean>;
}

interface ReceiptPart {
  /** A copy of the record with the site that it is of; `null` while there is none that holds. */
  receipt(): Promise<AssentReceipt | null>;
  /** Puts it into the clipboard; tells whether the browser let it. */
  copy(): Promise<boolean>;
  /** Saves it as a file. */
  download(): Promise<void>;
}

/** Fills an element of the page, or brings it up to date: it is called at each release. */
type InPagePart = (element: HTMLElement) => void;

interface HostPart {
  /** Shows the panel or the declaration in an element of the page, once. */
  inside(element: HTMLElement, kind: "panel" | "declaration"): Promise<void>;
  /** The widget is there, or shows its plan in another language, with this direction of writing. */
  speak(widget: Widget, language: string, direction: string): void;
  /** What the widget is given of this. */
  port(choice: ChoicePart): Pick<WidgetPort, "save" | "close" | "place" | "settle">;
}

type FaultsPart = (code: string, path: string, detail?: unknown) => void;

/** Deletes what these services have stored, and has what still runs ended: offers to load the page again, or not. */
type SweepPart = (services: PlanService[], offer?: (isOffered: boolean) => unknown) => Promise<AssentSweep>;

/** Gives the newest record of all subdomains, and writes it where it is missing. */
type MirrorPart = (record: AssentRecord | null) => AssentRecord | null;

type NetPart = void;

interface GpcPart {
  /** Refuses what is `sale`, if the browser opts out of that and the visitor has not agreed since. */
  honour(): void;
  /** Whether its opt-out is what holds. */
  isInEffect(): boolean;
}

/** What the gate gives the widget: its port for parts, and this. `src/gate.rs` is the other side. */
interface WidgetPort extends GatePort {
  config: unknown;
  cards: object;
  /** The texts of a language; nothing once a fault has been told. */
  texts(language: string): Promise<object | undefined>;
  /** The region that the page names. */
  region: string;
  languages: string[];
  /** Whether the browser's opt-out is honoured. */
  optedOut: boolean;
  /** Makes what is switched on the record: for the id of each switch whether it is. */
  save(answers: Record<string, boolean>): unknown;
  /** Closes the panel and changes nothing. */
  close(): unknown;
  place(css: string, language: string, direction: string): Element;
  /** Does for what was rendered what attributes cannot; and whether what had the focus may be gone. */
  settle(isLost: boolean): void;
}

/** The glue of the Wasm, `assent-widget.js`. */
interface Widget extends Face {
  /** Instantiates the Wasm. */
  default(from: { module_or_path: Response | ArrayBuffer }): Promise<unknown>;
  /** Makes the plan and stands ready to show it. Gives the plan, or nothing once every fault was told. */
  start(port: WidgetPort): Promise<object | undefined>;
  /** Shows the banner, the panel, and the offer to load the page again: any, all or none. */
  show(banner: boolean, panel: boolean, reload: boolean): void;
  /** Shows the panel, or else the declaration, in this element. */
  inside(root: Element, isPanel: boolean): void;
  /** The record has changed; what the visitor is to be told of it, with names, and whether a panel in the page tells it. */
  heard(status: string, names: string, inPage: boolean): void;
}
