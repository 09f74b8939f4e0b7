const marker = '\n\nMoved to: ';

/**
 * Takes off the `\n\nMoved to: <absolute path>` that codex appends to the diff of an update that also moves the file.
 * Returns the diff alone, and the path or null.
 */
export function splitMoveSuffix(diff: string): { diff: string; movePath: string | null } {
  const at = diff.lastIndexOf(marker);
  const movePath = at < 0 ? '' : diff.slice(at + marker.length);
  // A later line would mean that the marker is part of something else.
  if (movePath === '' || movePath.includes('\n')) return { diff, movePath: null };
  return { diff: diff.slice(0, at), movePath };
}
