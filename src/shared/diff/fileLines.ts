const bom = '\uFEFF';

/** The lines of a text as offsets into it, so that applying a patch copies only what changes. */
export interface FileLines {
  readonly text: string;
  /** Start offset of every line, then the length of the text. */
  readonly starts: readonly number[];
  readonly count: number;
  /** The last line has no newline. False for the empty text, which has no lines. */
  readonly unterminated: boolean;
}

/** Finds the lines of `text`; only `\n` ends one. */
export function indexLines(text: string): FileLines {
  const starts: number[] = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const unterminated = starts[starts.length - 1] !== text.length;
  if (unterminated) starts.push(text.length);
  return { text, starts, count: starts.length - 1, unterminated };
}

/** Returns the offset where line `index` (0-based) starts; past the end, the length of the text. */
export function lineStart(file: FileLines, index: number): number {
  return file.starts[index] ?? file.text.length;
}

/** Returns the offset where the content of line `index` ends, before its `\n`. */
export function lineEnd(file: FileLines, index: number): number {
  const end = lineStart(file, index + 1);
  return file.unterminated && index === file.count - 1 ? end : end - 1;
}

/** Returns `line` without what a difference in line ends or in the byte order mark leaves at its edges. */
export function looseLine(line: string): string {
  const start = line.startsWith(bom) ? 1 : 0;
  const end = line.endsWith('\r') ? line.length - 1 : line.length;
  return start === 0 && end === line.length ? line : line.slice(start, Math.max(start, end));
}

/** Returns the line end that most lines of the file have; `\n` for a file without any. */
export function dominantEol(file: FileLines): '\n' | '\r\n' {
  const ends = file.unterminated ? file.count - 1 : file.count;
  let crlf = 0;
  for (let index = 1; index <= ends; index++) {
    if (file.text.charCodeAt(lineStart(file, index) - 2) === 0x0d) crlf++;
  }
  return crlf * 2 > ends ? '\r\n' : '\n';
}

/** Returns `text` with a byte order mark in front if `withBom`, and without one otherwise. */
export function setBom(text: string, withBom: boolean): string {
  const bare = text.startsWith(bom) ? text.slice(1) : text;
  return withBom ? bom + bare : bare;
}

/** Whether `text` starts with a byte order mark. */
export function hasBom(text: string): boolean {
  return text.startsWith(bom);
}
