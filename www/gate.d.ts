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
  /** In the order of the panel. */
  categories: PlanCategory[];
  /** In the order of the config. */
  services: PlanService[];
  /** The choices of the two buttons. */
  outcomes: { accept: Outcome; reject: Outcome };
  /** Added by the gate: the digest of kit and config, which tells a kept plan from a stale one. */
  digest?: string;
  /** Added by the gate: where the config came from, since a site may have several. */
  source?: string;
}

/** A category as the gate knows it. */
interface PlanCategory {
  id: string;
  /** The digest of what is asked for it; none if it is required, and so not asked. */
  asked?: string;
}

/** A service as the gate knows it. */
interface PlanService {
  id: string;
  category: string;
  /** What the gate loads once it is granted. */
  script?: PlanScript;
}

/** A script to load. */
interface PlanScript {
  src?: string;
  /** What must be in place before it runs. */
  steps?: Step[];
}

/**
 * One thing to put in place: data, never code. `push` names a queue and `set` a place, both as a path from `window`.
 * With `arguments` the queue gets an Arguments object, in which the text `$now` stands for the time.
 */
interface Step {
  push?: string;
  set?: string;
  value?: unknown;
  arguments?: unknown[];
}

/** A ready-made record body, to which the gate adds id, times and history. */
type Outcome = Omit<AssentRecord, "id" | "at" | "expires" | "history">;

/** What the gate gives the widget. `src/gate.rs` is the other side. */
interface Port {
  /** The config, parsed. */
  config: unknown;
  /** Where it is from, as a person would name it. */
  source: string;
  /** The address of the folder with the kit's files, with a slash at its end. */
  kit: string;
  /** The languages to try, the best first. */
  languages: string[];
  /** Lets a record take effect. */
  adopt(record: AssentRecord, stored?: boolean): void;
  /** Tells a fault. */
  report(code: string, file: string, message: string, help: string, path?: string): void;
  /** A new random number for a record. */
  uuid(): string;
  /** Closes the panel and changes nothing. */
  close(): unknown;
  /** The record that holds now. */
  record(): AssentRecord | null;
}

/** The glue of the Wasm, `assent-widget.js`. */
interface Widget {
  /** Instantiates the Wasm. */
  default(from: { module_or_path: Response | ArrayBuffer }): Promise<unknown>;
  /** Makes the plan and stands ready to show it. Gives the plan as JSON, or nothing once every fault was told. */
  start(port: Port): Promise<string | undefined>;
  /** Shows the banner, the panel, both or neither. */
  show(banner: boolean, panel: boolean): void;
}
