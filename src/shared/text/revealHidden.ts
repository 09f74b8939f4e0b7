import { isConfusableInWord, isConfusableMark, isLookAlike } from './confusables.ts';

export type SegmentKind = 'plain' | 'control' | 'bidi' | 'zeroWidth' | 'confusable' | 'newline';

/** A part of a text: a run that reads as it is, or one code point (or line end) that may not. */
export interface TextSegment {
  /** The raw text. */
  readonly text: string;
  readonly kind: SegmentKind;
  /** Label to show instead of or beside the text, such as `U+202E`; absent for `plain` and `newline` (`\n` or `\r\n`). */
  readonly name?: string;
}

const bidiControl = /^[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]$/;
const newline = /^\r?\n$/;
/** Format characters and ignorable ones: joiners, tags, variation selectors, fillers. */
const invisible = /^[\p{Cf}\p{Default_Ignorable_Code_Point}]$/u;
/** Also the two separators that end a line in some programs only. */
const control = /^[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]$/u;
const oddSpace = /^[\p{Zs}\u2800]$/u;

/** What is cut out of plain text, each alone; a word is taken whole because its letters judge each other. */
const token = /\r\n|[\p{L}\p{M}\p{N}_]+|[^]/gu;
const onlyAscii = /^[\t\n\x20-\x7E]*$/;
const asciiLetter = /[A-Za-z]/;
const joinsWords = /^[A-Za-z0-9_.\-/@:~]$/;

function label(text: string): string {
  const code = text.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Judges one code point outside a word, or `\r\n`. */
function kindOf(text: string): SegmentKind {
  if (newline.test(text)) return 'newline';
  if (text === '\t' || text === ' ') return 'plain';
  if (bidiControl.test(text)) return 'bidi';
  if (control.test(text)) return 'control';
  if (invisible.test(text)) return 'zeroWidth';
  if (oddSpace.test(text) || isConfusableMark(text)) return 'confusable';
  return 'plain';
}

/** Whether a word of another script could be read as an ASCII one: all its letters look like ASCII letters. */
function poses(word: string, before: string, after: string): boolean {
  const letters = [...word];
  if (!letters.every((letter) => isLookAlike(letter))) return false;
  // One such letter alone is an everyday word in Cyrillic, but not as part of a path or a name.
  return letters.length > 1 || joinsWords.test(before) || joinsWords.test(after);
}

/** Collects segments; neighbouring plain text becomes one. */
class Segments {
  readonly list: TextSegment[] = [];
  #plain: string[] = [];

  add(text: string, kind: SegmentKind): void {
    if (kind === 'plain') {
      this.#plain.push(text);
      return;
    }
    this.flush();
    this.list.push(kind === 'newline' ? { text, kind } : { text, kind, name: label(text) });
  }

  flush(): void {
    if (this.#plain.length > 0) this.list.push({ text: this.#plain.join(''), kind: 'plain' });
    this.#plain = [];
  }
}

function addWord(segments: Segments, word: string, before: string, after: string): void {
  if (onlyAscii.test(word)) {
    segments.add(word, 'plain');
    return;
  }
  const mixed = asciiLetter.test(word);
  const posing = !mixed && poses(word, before, after);
  for (const letter of word) {
    const general = kindOf(letter);
    if (general !== 'plain') segments.add(letter, general);
    else segments.add(letter, posing || isConfusableInWord(letter, mixed) ? 'confusable' : 'plain');
  }
}

/**
 * Splits `text` into segments so that a page can show what would hide in it: control characters, text direction
 * controls, invisible characters, odd spaces, line ends, and letters that pass for ASCII ones. The segments' texts
 * joined are `text` again, exactly. Never throws; time is linear.
 */
export function revealHidden(text: string): TextSegment[] {
  const segments = new Segments();
  for (const match of text.matchAll(token)) {
    const [part] = match;
    if (/^[\p{L}\p{M}\p{N}_]/u.test(part)) {
      addWord(segments, part, text.charAt(match.index - 1), text.charAt(match.index + part.length));
    } else {
      segments.add(part, kindOf(part));
    }
  }
  segments.flush();
  return segments.list;
}
