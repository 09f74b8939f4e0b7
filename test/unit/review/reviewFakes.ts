import type { FileUpdateChange } from '../../../src/protocol/index.ts';
import { emptyLog, type LogEvent, reduceLog, type ThreadLog } from '../../../src/review/changeLog.ts';
import type { FileContent, KnownContent } from '../../../src/review/fileContent.ts';

export const absent: KnownContent = { kind: 'absent' };

/** Stored content, named in words. */
export function blob(hash: string): KnownContent {
  return { kind: 'blob', hash };
}

/** A patch of one file, from one content to another. */
export function changed(
  turnId: string,
  path: string,
  before: FileContent,
  after: FileContent,
  movedFrom: string | null = null,
): LogEvent {
  return { type: 'changed', turnId, files: [{ path, source: 'patch', before, after, movedFrom }] };
}

/** The log of thread T after some events. */
export function logOf(...events: LogEvent[]): ThreadLog {
  return events.reduce(reduceLog, emptyLog('T'));
}

/** An update of `/w/a.txt`, as codex sends it. */
export function update(diff: string, movePath: string | null = null): FileUpdateChange {
  const suffix = movePath === null ? '' : `\n\nMoved to: ${movePath}`;
  return { path: '/w/a.txt', kind: { type: 'update', move_path: movePath }, diff: diff + suffix };
}
