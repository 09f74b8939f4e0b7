import type { Token, Tokens } from 'marked';

/**
 * The finished front of a list or table whose end is still being received: its items or rows are not lexed again.
 * The last two items stay out, because a new line can still change the last one and whether a list is loose.
 */
export interface HeldBlock {
  readonly first: Tokens.List | Tokens.Table;
  /** Text the rest needs in front of it to be lexed as the same block: a table's header, nothing for a list. */
  readonly prefix: string;
  /** The text that is held. */
  readonly raw: string;
  /** Whether a held item makes the whole list loose. */
  readonly loose: boolean;
}

/** How many items or rows at the end are lexed again with each delta. */
const keptOpen = 2;

/** Whether the lexer took the text for a list, ordered or not. */
export function isList(token: Token | undefined): token is Tokens.List {
  return token?.type === 'list';
}

/** Whether the lexer took the text for a table. */
export function isTable(token: Token | undefined): token is Tokens.Table {
  return token?.type === 'table';
}

/** A list is loose when a blank line stands between its items or between the blocks of one. */
function loosens(item: Tokens.ListItem): boolean {
  const hasGap = item.tokens.some((token) => token.type === 'space' && /\n.*\n/.test(token.raw));
  return hasGap || /\n[ \t]*\n[ \t]*$/.test(item.raw);
}

/** Puts the held items or rows in front of the token that continues them. */
export function mergeHeld(held: HeldBlock | undefined, token: Token | undefined): Token | undefined {
  if (held?.first.type === 'list' && isList(token)) {
    const { ordered, start, items } = held.first;
    const loose = held.loose || token.loose;
    return { ...token, ordered, start, loose, items: [...items, ...token.items] };
  }
  if (held?.first.type === 'table' && isTable(token)) {
    return { ...token, rows: [...held.first.rows, ...token.rows] };
  }
  return token;
}

/**
 * Splits the finished front off an unfinished list or table. `token` is what the lexer made of `text` (which starts
 * with it and, when `held`, with the held prefix). Returns what is held now and where the open rest starts in
 * `text`; undefined when there is nothing to hold (more).
 */
export function holdFront(
  held: HeldBlock | undefined,
  token: Token | undefined,
  text: string,
): { held: HeldBlock; restStart: number } | undefined {
  if (isList(token)) {
    const done = token.items.slice(0, -keptOpen);
    if (done.length === 0) return undefined;
    const loose = (held?.loose ?? false) || done.some(loosens);
    // The lexer marks the items of a loose list as such: wait while only the open end makes it loose.
    if (token.loose && !loose) return undefined;
    const restStart = done.reduce((length, item) => length + item.raw.length, 0);
    const first = mergeHeld(held, { ...token, items: done });
    if (!isList(first)) return undefined;
    const raw = (held?.raw ?? '') + text.slice(0, restStart);
    return { held: { first, prefix: '', raw, loose }, restStart };
  }
  if (isTable(token)) {
    const done = token.rows.slice(0, -keptOpen);
    if (done.length === 0) return undefined;
    const lines = text.split('\n', 2 + done.length);
    const prefix = `${lines.slice(0, 2).join('\n')}\n`;
    const restStart = lines.reduce((length, line) => length + line.length + 1, 0);
    const first = mergeHeld(held, { ...token, rows: done });
    if (!isTable(first)) return undefined;
    const raw = held ? held.raw + text.slice(prefix.length, restStart) : text.slice(0, restStart);
    return { held: { first, prefix, raw, loose: false }, restStart };
  }
  return undefined;
}
