const tailBytes = 8 * 1024;
const tailLines = 40;
const lineChars = 2000;

// Colours and cursor movements, as codex writes them when it takes its stderr for a terminal.
const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g');

/** Splits stderr into lines for a callback and keeps the last ones (40 lines, 8 KB). Never parse them for logic. */
export class StderrTail {
  private unfinished = '';
  private lines: string[] = [];

  constructor(private readonly onLine?: (line: string) => void) {}

  /** Takes the next decoded text. */
  push(text: string): void {
    const lines = (this.unfinished + text).split('\n');
    // A line without an end is cut, so that no memory grows with it.
    this.unfinished = (lines.pop() ?? '').slice(0, lineChars);
    for (const line of lines) this.add(line);
  }

  /** The last lines, the unfinished one included. */
  toString(): string {
    const all = this.unfinished.trim() ? [...this.lines, clean(this.unfinished)] : this.lines;
    return all.join('\n');
  }

  private add(raw: string): void {
    const line = clean(raw);
    if (!line) return;
    this.onLine?.(line);
    this.lines.push(line);
    let bytes = 0;
    const kept = this.lines.slice(-tailLines).findLastIndex((kept) => {
      bytes += Buffer.byteLength(kept) + 1;
      return bytes > tailBytes;
    });
    this.lines = this.lines.slice(-tailLines).slice(kept + 1);
  }
}

function clean(line: string): string {
  return line.replace(escapes, '').trimEnd().slice(0, lineChars);
}
