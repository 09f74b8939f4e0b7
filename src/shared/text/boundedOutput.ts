/** The start and the end of a long text, with how much between them was dropped. Plain JSON data. */
export interface BoundedOutput {
  readonly head: string;
  readonly tail: string;
  /** UTF-16 units dropped between head and tail. */
  readonly droppedChars: number;
}

/** Most UTF-16 units kept of the start and of the end. */
const headLimit = 16 * 1024;
const tailLimit = 48 * 1024;
/** The tail is cut by whole steps, so that most appends only concatenate. */
const tailStep = 8 * 1024;
/** How far into the tail its cut may move to reach the start of a line or of an escape sequence. */
const seamSearch = 1024;

const escapeCode = 0x1b;

/** The output of a command that has printed nothing. */
export const emptyOutput: BoundedOutput = { head: '', tail: '', droppedChars: 0 };

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** Whether the escape sequence that starts at `at` has not ended by the end of `text`. */
function isOpenEscape(text: string, at: number): boolean {
  if (at + 1 >= text.length) return true;
  if (text[at + 1] !== '[') return false;
  for (let index = at + 2; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 0x40 && code <= 0x7e) return false;
  }
  return true;
}

/** Where the head ends: looks only at the first `headLimit` units, so it never changes once these are known. */
function headEnd(text: string): number {
  if (text.length < headLimit) return text.length;
  const first = text.slice(0, headLimit);
  const escape = first.lastIndexOf('\x1b');
  if (escape >= headLimit - 64 && isOpenEscape(first, escape)) return escape;
  return isHighSurrogate(first.charCodeAt(headLimit - 1)) ? headLimit - 1 : headLimit;
}

/** Moves a cut at `start` forward to a line start or an escape sequence nearby, else off the middle of a pair. */
function seamStart(text: string, start: number): number {
  for (let index = start; index < start + seamSearch; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x0a) return index + 1;
    if (code === escapeCode) return index;
  }
  return isLowSurrogate(text.charCodeAt(start)) ? start + 1 : start;
}

/** Cuts a tail that starts `droppedChars` after the head. */
function trimTail(head: string, tail: string, droppedChars: number): BoundedOutput {
  const total = droppedChars + tail.length;
  const dropped = Math.ceil(Math.max(0, total - tailLimit) / tailStep) * tailStep;
  if (dropped <= droppedChars) return { head, tail, droppedChars };
  const start = seamStart(tail, dropped - droppedChars);
  return { head, tail: tail.slice(start), droppedChars: droppedChars + start };
}

/** Bounds a whole output: at most 16 Ki units of its start and 48 Ki of its end. */
export function boundOutput(fullText: string): BoundedOutput {
  const end = headEnd(fullText);
  return trimTail(fullText.slice(0, end), fullText.slice(end), 0);
}

/**
 * Appends `delta`. The result depends only on everything appended so far, not on how it was split: it equals
 * `boundOutput` of the concatenation. Cuts no surrogate pair, and no CSI escape sequence if that is near a cut.
 */
export function appendOutput(output: BoundedOutput, delta: string): BoundedOutput {
  if (delta === '') return output;
  const headIsOpen = output.droppedChars === 0 && output.tail === '' && output.head.length < headLimit;
  if (headIsOpen) return boundOutput(output.head + delta);
  return trimTail(output.head, output.tail + delta, output.droppedChars);
}

/** A long delta without its middle: `start`, as many units left out as `skipped`, `end`. */
export interface ShortDelta {
  readonly start: string;
  readonly skipped: number;
  readonly end: string;
}

/** What may be left out has to be worth it. */
const leastSkipped = 32 * 1024;

/**
 * Leaves out what no output would keep of a delta, wherever in the output it is; undefined when that is little.
 * Appending `start`, skipping and appending `end` gives what appending the delta gives.
 */
export function shortenDelta(delta: string): ShortDelta | undefined {
  // One step more than the tail has at most, so that its cut falls into what is kept.
  const endLength = tailLimit + tailStep;
  const skipped = delta.length - headLimit - endLength;
  if (skipped < leastSkipped) return undefined;
  return { start: delta.slice(0, headLimit), skipped, end: delta.slice(-endLength) };
}

/** Skips units that were left out of a delta, between the appending of its start and of its end. */
export function skipOutput({ head, tail, droppedChars }: BoundedOutput, skipped: number): BoundedOutput {
  return { head, tail: '', droppedChars: droppedChars + tail.length + skipped };
}

/** Returns the text to show: all of it, or head and tail with a line between them that says what is missing. */
export function outputText(
  { head, tail, droppedChars }: BoundedOutput,
  omittedLine: (droppedChars: number) => string = (count) => `[… ${count} …]`,
): string {
  if (droppedChars === 0) return head + tail;
  return `${head}${head.endsWith('\n') ? '' : '\n'}${omittedLine(droppedChars)}\n${tail}`;
}
