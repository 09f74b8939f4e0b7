/** What the extension host uses, as of now. */
export interface Usage {
  /** Processor time since the process started. */
  readonly cpuMs: number;
  readonly rssBytes: number;
  readonly heapBytes: number;
}

/** What the extension under test did since the last `resetCounters`. */
export interface Counters {
  /** Timers and immediates that its code set and that went off. */
  readonly timers: number;
  /** Processes started by anybody in the extension host. */
  readonly processes: number;
  /** Bytes to and from codex. */
  readonly wireBytes: number;
  /** The most memory seen, sampled every 50 ms. Only with `watchMemory`. */
  readonly peakRssBytes: number;
}

/** Milliseconds since 1970, with fractions: the same clock as in pages. */
export type EpochMs = number;

/** How the extension under test started. */
export interface Activation {
  /** Reading, compiling and running the file. */
  readonly loadMs: number;
  /** The call of `activate`, until it returns. */
  readonly activateMs: number;
  /** What was read. */
  readonly bytes: number;
}

/** What the probe, an extension beside the one under test, can be asked over HTTP. One argument each, as JSON. */
export interface ProbeApi {
  execute(command: string): Promise<void>;
  usage(): Usage;
  /** Collects garbage first. */
  heapAfterGc(): number;
  resetCounters(options: { readonly watchMemory: boolean }): void;
  counters(): Counters;
  activation(): Activation | null;
  /** When the host first read a word of the form `w123;` from codex, by word; forgets them. */
  takeWords(): Readonly<Record<string, EpochMs>>;
  /** When a request with this method was last written to codex, or null. */
  requestedAt(method: string): EpochMs | null;
  /** Opens an editor with an empty page that notes when messages arrive. */
  openBarePanel(): Promise<void>;
  /** Posts the time to that page. */
  postBare(): Promise<void>;
}
