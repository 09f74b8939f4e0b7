import type { CpuProfile } from '../selfTimes.ts';
import type { BareRelayOptions } from './bareRelay.ts';

/** What the extension host uses, as of now. */
export interface Usage {
  /** Processor time since the process started. */
  readonly cpuMs: number;
  readonly rssBytes: number;
  readonly heapBytes: number;
}

/** What the extension under test did since the last `resetCounters`. */
export interface Counters {
  /** Timers and immediates that its code set and that went off. Only while timers are watched. */
  readonly timers: number;
  /** Processes started by anybody in the extension host. */
  readonly processes: number;
  /** Bytes to and from codex. */
  readonly wireBytes: number;
  /** The most memory seen, sampled every 50 ms. Only while memory is watched. */
  readonly peakRssBytes: number;
}

/** Milliseconds since 1970, with fractions: the same clock as in pages. */
export type EpochMs = number;

/** How the extension under test started. */
export interface Activation {
  /** When `activate` was called. */
  readonly at: EpochMs;
  /** Reading, compiling and running the file. */
  readonly loadMs: number;
  /** The work of `activate`, until it returns. */
  readonly activateMs: number;
  /** What was read. */
  readonly bytes: number;
}

/** How an extension with an empty view, and a codex of its own, started: milliseconds since its activation. */
export interface BareStart {
  /** When the host heard from the page. */
  readonly pageMs: number;
  /** When that, and codex, were there. */
  readonly codexMs: number;
  /** When codex then had a thread. */
  readonly threadMs: number;
}

/** What the probe, an extension beside the one under test, can be asked over HTTP. One argument each, as JSON. */
export interface ProbeApi {
  execute(command: string): Promise<void>;
  /** Opens a thread as a click on its row does. Resolves, when it is shown, with the time of the click. */
  openThread(threadId: string): Promise<EpochMs>;
  usage(): Usage;
  /** Collects garbage first. */
  heapAfterGc(): number;
  /** Counts from 0, and looks closely (which costs) at one kind of thing. */
  resetCounters(options: { readonly watch: 'timers' | 'memory' }): void;
  counters(): Counters;
  activation(): Activation | null;
  /** From now on, when the host first reads each word of the form `w123;` from codex. */
  startWords(): void;
  stopWords(): Readonly<Record<string, EpochMs>>;
  /** From now on, when the host reads the first chunk from codex with this text in it. */
  startReads(text: string): void;
  /** null: not yet. */
  firstReadAt(): EpochMs | null;
  /** The thread that a message was last sent to, or null. */
  lastThreadId(): string | null;
  /** When a request with this method was last written to codex, or null. */
  requestedAt(method: string): EpochMs | null;
  /** Of a window without the extension under test. Resolves when a first message could be sent from the empty view. */
  startBare(): Promise<BareStart>;
  /** Opens an editor with an empty page that notes when messages arrive. */
  openBarePanel(): Promise<void>;
  /** Posts the time to that page. */
  postBare(): Promise<void>;
  /** Opens an editor whose page shows what a codex of its own says, with nothing of ours. Close it before the next. */
  openBareRelay(options: BareRelayOptions): Promise<void>;
  closeBareRelay(): Promise<void>;
  /** Opens an editor whose page shows stored threads of a codex home, with nothing of ours. Close it before the next. */
  openBareThread(options: Pick<BareRelayOptions, 'codexPath' | 'codexHome'>): Promise<void>;
  /** Shows a thread in it; the milliseconds until its newest turns are in the document. */
  showBareThread(threadId: string): Promise<number>;
  closeBareThread(): Promise<void>;
  startProfile(): Promise<void>;
  stopProfile(): Promise<CpuProfile>;
}
