/**
 * Runs in every frame of a measured window, before the frame's own scripts: what has to be timed or watched inside the
 * page, so that the driver's own round trips are in no figure. It finds things by role and name only.
 */

import { awaitChange, onChanges } from './awaitChange.ts';
import { endShows, lastTexts } from './lastTexts.ts';
import { nativeFrame, nativeTimeout, now, transcript } from './natives.ts';
import { noteLoadOlder, pageUp, type PageReport } from './pageUp.ts';

/** What `stopFrames` found. */
export interface FrameReport {
  /** Lengths of the gaps between frames, in milliseconds. */
  readonly gapsMs: readonly number[];
  readonly longTasks: number;
}

export interface ScrollReport {
  readonly gapsMs: readonly number[];
  readonly pages: number;
  /** The most nodes that the document had. */
  readonly nodes: number;
}

export interface BenchPage {
  /** Writes a message, sends it, and resolves with the milliseconds until the end of the transcript shows `word`. */
  sendAndAwait(text: string, word: string, deadlineMs: number): Promise<number>;
  /** Resolves when the end of the transcript shows `word`, with the time since 1970. */
  awaitWord(word: string, deadlineMs: number): Promise<number>;
  /** Resolves when a row of a tree tells both texts, the second at its end, with the time since 1970. */
  awaitTreeItem(text: string, end: string, deadlineMs: number): Promise<number>;
  /** Resolves when a word (anywhere in the transcript) came into the document, with the time since 1970. */
  awaitContent(word: string, deadlineMs: number): Promise<number>;
  /** Goes to the beginning of what is there, and resolves when the older turns that are asked for there have come. */
  pageUp(deadlineMs: number): Promise<PageReport>;
  startFrames(): void;
  stopFrames(): FrameReport;
  /** From now on, how long after a key was pressed the frame with its letter was drawn. */
  startKeys(): void;
  stopKeys(): readonly number[];
  /** From now on, when each word of the form `w123;` came into the transcript. */
  startWords(): void;
  stopWords(): Readonly<Record<string, number>>;
  /** Sends messages one after another, each when the turn before it has ended, and awaits their answers. */
  runTurns(prefix: string, count: number): Promise<void>;
  /** Scrolls the transcript up by pages, one in each frame, until its beginning or `most` pages. */
  scrollUp(most: number): Promise<ScrollReport>;
  /** Milliseconds from the page's `ready` to the first frame that shows a turn, or null as long as there is none. */
  firstContentMs(): number | null;
  /** All nodes of the document. */
  countNodes(): number;
  /** Timers and frames that scripts of this frame asked for and got, so far. */
  firedTimers(): number;
  /** When (since 1970) a text box with this name could first be used, or null. */
  usableSince(name: string): number | null;
}

let fired = 0;

function countTimers(): void {
  const globals = globalThis as unknown as Record<
    string,
    (callback: () => void, ...rest: unknown[]) => unknown
  >;
  for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback']) {
    const original = globals[name];
    if (!original) continue;
    globals[name] = (callback, ...rest) =>
      original.call(
        globalThis,
        typeof callback === 'function'
          ? (...args: []) => {
              fired += 1;
              callback(...args);
            }
          : callback,
        ...rest,
      );
  }
}

function awaitWord(word: string, deadlineMs: number): Promise<number> {
  let isAsked = false;
  const look = (found: (at: number) => void): void => {
    if (isAsked) return;
    isAsked = true;
    nativeFrame(() => {
      isAsked = false;
      if (endShows(word)) found(now());
    });
  };
  return awaitChange(look, word, deadlineMs);
}

function awaitTreeItem(text: string, end: string, deadlineMs: number): Promise<number> {
  const shows = (row: Element): boolean => row.textContent.includes(text) && row.textContent.endsWith(end);
  const look = (found: (at: number) => void): void => {
    if ([...document.querySelectorAll('[role=treeitem]')].some(shows)) found(now());
  };
  return awaitChange(look, text, deadlineMs);
}

function awaitContent(word: string, deadlineMs: number): Promise<number> {
  const look = (found: (at: number) => void): void => {
    if (transcript()?.textContent.includes(word)) found(now());
  };
  return awaitChange(look, word, deadlineMs);
}

function messageBox(): HTMLTextAreaElement {
  const box = document.querySelector('textarea');
  if (!box) throw new Error('There is no message box.');
  return box;
}

/** As a person would: the text is drawn before it is sent. */
const drawn = (): Promise<void> =>
  new Promise((resolve) => nativeFrame(() => nativeTimeout(() => resolve(), 0)));

/** As soon as the page has taken the text. */
const taken = (): Promise<void> => new Promise((resolve) => nativeTimeout(() => resolve(), 0));

/** Writes a message, and sends it when `isReady` resolves; returns when (since 1970) that was. */
async function send(text: string, isReady = drawn): Promise<number> {
  const box = messageBox();
  const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value') ?? {};
  set?.call(box, text);
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await isReady();
  const start = now();
  box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  return start;
}

async function sendAndAwait(text: string, word: string, deadlineMs: number): Promise<number> {
  const start = await send(text);
  return (await awaitWord(word, deadlineMs)) - start;
}

let frames: { stop: () => FrameReport } | undefined;

function startFrames(): void {
  const gapsMs: number[] = [];
  let longTasks = 0;
  let last = performance.now();
  let running = true;
  const observer = new PerformanceObserver((list) => (longTasks += list.getEntries().length));
  observer.observe({ type: 'longtask' });
  const tick = (at: number): void => {
    if (!running) return;
    gapsMs.push(at - last);
    last = at;
    nativeFrame(tick);
  };
  nativeFrame((at) => {
    last = at;
    nativeFrame(tick);
  });
  frames = {
    stop: () => {
      running = false;
      longTasks += observer.takeRecords().length;
      observer.disconnect();
      return { gapsMs, longTasks };
    },
  };
}

let keys: { stop: () => readonly number[] } | undefined;

function startKeys(): void {
  const latencies: number[] = [];
  const { port1, port2 } = new MessageChannel();
  const waiting: number[] = [];
  // A message posted from a frame's callback is delivered after that frame was drawn.
  port1.addEventListener('message', () => {
    for (const pressedAt of waiting.splice(0)) latencies.push(performance.now() - pressedAt);
  });
  port1.start();
  const listen = (event: Event): void => {
    const pressedAt = event.timeStamp;
    nativeFrame(() => {
      waiting.push(pressedAt);
      port2.postMessage(null);
    });
  };
  window.addEventListener('keydown', listen, true);
  keys = {
    stop: () => {
      window.removeEventListener('keydown', listen, true);
      port1.close();
      return latencies;
    },
  };
}

let words: { stop: () => Readonly<Record<string, number>> } | undefined;

function startWords(): void {
  const seen: Record<string, number> = {};
  const look = (): void => {
    const at = now();
    const log = transcript();
    if (!log) return;
    for (const text of lastTexts(log))
      for (const [word] of text.slice(-2000).matchAll(/\bw\d+;/g)) seen[word] ??= at;
  };
  const observer = onChanges(look);
  words = {
    stop: () => {
      observer.disconnect();
      return seen;
    },
  };
}

function countNodes(): number {
  const walker = document.createTreeWalker(document);
  let count = 1;
  while (walker.nextNode()) count += 1;
  return count;
}

async function runTurns(prefix: string, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const word = `${prefix}n${index}`;
    await sendAndAwait(`say ${word}`, `${word} endofsay`, 30_000);
    await poll(() => document.querySelector('.turn-inProgress') === null, 30_000);
  }
}

const pagesPerCount = 25;
/** Older turns come by and by: the beginning is reached when it stays in view this many frames. */
const framesAtTop = 120;

function scrollUp(most: number): Promise<ScrollReport> {
  const log = transcript();
  if (!log) throw new Error('There is no transcript.');
  const gapsMs: number[] = [];
  let nodes = countNodes();
  let pages = 0;
  let atTop = 0;
  let last: number | null = null;
  return new Promise((resolve) => {
    const step = (at: number): void => {
      if (last !== null) gapsMs.push(at - last);
      last = at;
      atTop = log.scrollTop <= 0 ? atTop + 1 : 0;
      if (pages >= most || atTop > framesAtTop) {
        resolve({ gapsMs, pages, nodes: Math.max(nodes, countNodes()) });
        return;
      }
      if (atTop === 0) {
        log.dispatchEvent(new WheelEvent('wheel', { deltaY: -log.clientHeight, bubbles: true }));
        log.scrollTop -= log.clientHeight;
        pages += 1;
        if (pages % pagesPerCount === 0) {
          nodes = Math.max(nodes, countNodes());
          // Counting takes its time: the frame after it is not the page's.
          last = null;
        }
      }
      nativeFrame(step);
    };
    nativeFrame(step);
  });
}

const pollMs = 4;

function poll(isDone: () => boolean, deadlineMs: number): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (isDone()) resolve();
      else if (performance.now() > deadline) reject(new Error(`Not within ${deadlineMs} ms`));
      else nativeTimeout(look, pollMs);
    };
    look();
  });
}

const startDeadlineMs = 30_000;
const usable: Record<string, number> = {};
let readyAt: number | null = null;
let contentMs: number | null = null;

/** Looks in every frame until a text box can be used, which is what the opening of a view waits for. */
async function watchStart(): Promise<void> {
  const findBox = (): HTMLTextAreaElement | null => {
    const box = document.querySelector('textarea');
    return box && !box.disabled && box.getClientRects().length > 0 ? box : null;
  };
  await poll(() => findBox() !== null, startDeadlineMs);
  const name = findBox()?.getAttribute('aria-label') ?? '';
  usable[name] = now();
  const { codexBenchSend } = globalThis as { codexBenchSend?: string };
  if (codexBenchSend && name === 'Message Codex') await send(codexBenchSend, taken);
}

async function watchContent(since: number): Promise<void> {
  await poll(
    () => (transcript()?.querySelector('[data-turn-id]')?.textContent ?? '') !== '',
    startDeadlineMs,
  );
  nativeFrame(() => nativeTimeout(() => (contentMs = now() - since), 0));
}

interface HostApi {
  postMessage(message: { readonly type?: unknown }): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** VS Code hands its API to the frame by this name: seen on its way, it tells when the page is ready. */
function watchReady(): void {
  let acquire: (() => HostApi) | undefined;
  Object.defineProperty(globalThis, 'acquireVsCodeApi', {
    configurable: true,
    get: () => acquire,
    set: (original: () => HostApi) => {
      acquire = () => {
        const api = original();
        return {
          getState: () => api.getState(),
          setState: (state) => api.setState(state),
          postMessage: (message) => {
            if (message.type === 'loadOlder') noteLoadOlder();
            if (message.type === 'ready' && readyAt === null) {
              readyAt = now();
              watchContent(readyAt).catch(() => undefined);
            }
            api.postMessage(message);
          },
        };
      };
    },
  });
}

const benchPage: BenchPage = {
  sendAndAwait,
  awaitWord,
  awaitTreeItem,
  awaitContent,
  pageUp,
  startFrames,
  stopFrames: () => frames?.stop() ?? { gapsMs: [], longTasks: 0 },
  startKeys,
  stopKeys: () => keys?.stop() ?? [],
  startWords,
  stopWords: () => words?.stop() ?? {},
  runTurns,
  scrollUp,
  firstContentMs: () => contentMs,
  countNodes,
  firedTimers: () => fired,
  usableSince: (name) => usable[name] ?? null,
};

// The driver also puts this into frames that had no chance to run it at their start.
const place = globalThis as unknown as { codexBench?: BenchPage };
if (!place.codexBench) {
  place.codexBench = benchPage;
  countTimers();
  watchReady();
  watchStart().catch(() => undefined);
}
