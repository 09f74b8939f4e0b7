import type { FileUpdateChange } from '../protocol/index.ts';
import { proposeFileChange } from '../shared/diff/fileChange.ts';
import { pastFileChange } from '../shared/diff/pastFileChange.ts';
import { isSameBytes } from './fileContent.ts';

/** The bytes of a file, null for an absent one. */
export type DiskContent = Uint8Array | null;

const encoder = new TextEncoder();

/** Decodes UTF-8 without losing anything; undefined when the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whether the content can be what the change started from: it applies, and leads somewhere else. */
function isStart(change: FileUpdateChange, before: DiskContent, after: DiskContent): boolean {
  if (before === null || isSameBytes(before, after)) return false;
  const text = decodeUtf8(before);
  return text !== undefined && proposeFileChange(change, text).kind === 'text';
}

/**
 * Takes an applied change back out of what it left at the file's place (after a move: at the new place). Returns the
 * content before, null if there was no file, or undefined when that cannot be told: the file was changed since.
 */
export function takeBack(change: FileUpdateChange, after: DiskContent): DiskContent | undefined {
  const text = after === null ? undefined : decodeUtf8(after);
  if (change.kind.type === 'add') return text === change.diff ? null : undefined;
  if (change.kind.type === 'delete') return after === null ? encoder.encode(change.diff) : undefined;
  if (text === undefined) return undefined;
  const past = pastFileChange(change, text);
  return past.kind === 'text' ? encoder.encode(past.before) : undefined;
}

/**
 * Tells what `change.path` held before an applied change. `captured`: what was read when codex announced the change,
 * which may have been too late; `known`: what was seen there before the turn; `after`: what the change left at the
 * file's place (after a move: at the new place). undefined: not known.
 */
export function contentBefore(
  change: FileUpdateChange,
  captured: DiskContent | undefined,
  known: DiskContent | undefined,
  after: DiskContent,
): DiskContent | undefined {
  const candidates = [captured, known].filter((content) => content !== undefined);
  switch (change.kind.type) {
    case 'add': {
      const old = candidates.find((content) => content === null || decodeUtf8(content) !== change.diff);
      return old ?? null;
    }
    case 'delete':
      return candidates.find((content) => content !== null) ?? encoder.encode(change.diff);
    default: {
      const start = candidates.find((content) => isStart(change, content, after));
      return start ?? takeBack(change, after);
    }
  }
}
