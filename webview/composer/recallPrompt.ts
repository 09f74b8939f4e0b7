import { isImeKey, type ComposerKey } from './keyAction.ts';

/** The composer's field when a key is pressed in it. Offsets are in UTF-16 units, as the field gives them. */
export interface RecallField {
  readonly text: string;
  readonly selectionStart: number;
  readonly selectionEnd: number;
}

/** An earlier prompt that the field shows. */
export interface Recalled {
  /** Its place among the prompts, from 0, the newest. */
  readonly index: number;
  readonly prompt: string;
  /** What was in the field before; it comes back after the newest prompt. */
  readonly typed: string;
}

/** What the field shows next, and where its caret is. */
export interface Recall {
  readonly recalled: Recalled | null;
  readonly text: string;
  readonly caret: number;
}

/** The first line's end going up, the text's end going down: the next press of the same key goes on from there. */
function show(recalled: Recalled | null, text: string, isUp: boolean): Recall {
  const lineEnd = text.indexOf('\n');
  return { recalled, text, caret: isUp && lineEnd >= 0 ? lineEnd : text.length };
}

/**
 * What Up or Down does in the composer: it shows an earlier or later one of `prompts` (the newest first), or what was
 * typed before. null leaves the key to the text field: the caret has a line to go to, or the text is the person's own
 * and the caret not at its very start.
 */
export function recallPrompt(
  key: ComposerKey,
  field: RecallField,
  prompts: readonly string[],
  before: Recalled | null,
): Recall | null {
  const isUp = key.key === 'ArrowUp';
  if (!isUp && key.key !== 'ArrowDown') return null;
  if (key.shiftKey || key.ctrlKey || key.metaKey || key.altKey || isImeKey(key)) return null;
  const { text, selectionStart, selectionEnd } = field;
  if (selectionStart !== selectionEnd) return null;
  const shown = before !== null && before.prompt === text ? before : null;
  if (isUp) {
    if (text.slice(0, selectionStart).includes('\n')) return null;
    if (shown === null && text !== '' && selectionStart !== 0) return null;
    const index = shown === null ? 0 : shown.index + 1;
    const prompt = prompts[index];
    if (prompt === undefined) return null;
    return show({ index, prompt, typed: shown === null ? text : shown.typed }, prompt, true);
  }
  if (shown === null || text.slice(selectionEnd).includes('\n')) return null;
  const index = shown.index - 1;
  const prompt = prompts[index];
  if (prompt === undefined) return show(null, shown.typed, false);
  return show({ index, prompt, typed: shown.typed }, prompt, false);
}
