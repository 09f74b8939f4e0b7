import { compareSelection, type HunkOutcome } from './compareSelection.ts';
import { diffTexts } from './diffTexts.ts';
import { formatUnifiedDiff } from './formatUnifiedDiff.ts';
import { type LineChange, splitLines } from './lineChanges.ts';

/** One file of a reviewed patch: what it was, what codex proposed, and what the person made of that. */
export interface SelectionFile {
  /** Absolute, as codex names it. */
  readonly path: string;
  /** Where the patch moves the file. */
  readonly newPath?: string;
  readonly kind: 'add' | 'update' | 'delete';
  /** Texts before, as proposed, and as applied; '' where the file is absent. */
  readonly before: string;
  readonly proposed: string;
  readonly shown: string;
  /** `leftOut`: nothing of it was applied, the file is as it was. `unsaved`: applied in the editor, not on the disk. */
  readonly state: 'applied' | 'unsaved' | 'leftOut';
}

const words: Record<HunkOutcome, string> = {
  applied: 'applied as proposed',
  leftOut: 'left out',
  edited: 'edited by the user',
};

const intro = [
  'The user reviewed your patch in the editor, hunk by hunk, and applied it as listed here, instead of you.',
  'The request to apply the patch is therefore answered as rejected. Do not send the same patch again; what is left out',
  'was left out on purpose. The files now are exactly as described:',
].join(' ');

/** A fence that the text inside cannot close. */
function fenced(text: string): string {
  let longest = 2;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  return `${fence}diff\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}`;
}

function lineSpan({ oldFrom, oldTo, newFrom, newTo }: LineChange): string {
  const span = (from: number, to: number): string =>
    to > from + 1 ? `lines ${from + 1}-${to}` : `line ${from + 1}`;
  if (oldTo > oldFrom) return `${span(oldFrom, oldTo)} of the file as it was`;
  return `${span(newFrom, newTo)} of the proposed file`;
}

/** The proposal with only the hunks of `outcome` in it, as a diff against the file as it was. */
function hunksDiff(file: SelectionFile, changes: readonly LineChange[]): string {
  const before = splitLines(file.before);
  const proposed = splitLines(file.proposed);
  const pieces: string[] = [];
  let at = 0;
  for (const change of changes) {
    pieces.push(before.slice(at, change.oldFrom).join(''));
    pieces.push(proposed.slice(change.newFrom, change.newTo).join(''));
    at = change.oldTo;
  }
  pieces.push(before.slice(at).join(''));
  return formatUnifiedDiff(diffTexts(file.before, pieces.join('')));
}

function nameOf({ path, newPath }: SelectionFile): string {
  return newPath ? `${path} (to be moved to ${newPath})` : path;
}

function describeUpdate(file: SelectionFile): string[] {
  const { hunks, further } = compareSelection(file.before, file.proposed, file.shown);
  const lines = hunks.map(
    ({ change, outcome }, index) =>
      `- hunk ${index + 1} of ${hunks.length} (${lineSpan(change)}): ${words[outcome]}`,
  );
  if (further.length > 0) lines.push(`- further edits by the user: ${further.length}`);
  if (file.newPath) lines.push(`- moved to ${file.newPath}`);
  const leftOut = hunks.filter(({ outcome }) => outcome === 'leftOut').map(({ change }) => change);
  if (leftOut.length > 0) lines.push('Left out, and not in the file:', fenced(hunksDiff(file, leftOut)));
  const isEdited = further.length > 0 || hunks.some(({ outcome }) => outcome === 'edited');
  if (isEdited) {
    const diff = formatUnifiedDiff(diffTexts(file.before, file.shown));
    lines.push('What was applied in the end, compared with the file as it was:', fenced(diff));
  }
  return lines;
}

function describeFile(file: SelectionFile): string {
  const lines = [`${nameOf(file)}:`];
  if (file.state === 'leftOut' && file.kind === 'add') lines.push('- not created: left out by the user');
  else if (file.state === 'leftOut' && file.kind === 'delete')
    lines.push('- not deleted: left out by the user');
  else if (file.state === 'leftOut') lines.push('- left out by the user: the file is as it was');
  else if (file.kind === 'delete' && file.shown === '') lines.push('- deleted, as proposed');
  else if (file.shown === file.proposed) {
    lines.push(file.kind === 'add' ? '- created, as proposed' : '- all hunks applied as proposed');
    if (file.newPath) lines.push(`- moved to ${file.newPath}`);
  } else if (file.kind === 'add' && file.before === '') {
    const edits = formatUnifiedDiff(diffTexts(file.proposed, file.shown));
    lines.push('- created with edits by the user; compared with your proposal:', fenced(edits));
  } else lines.push(...describeUpdate(file));
  if (file.state === 'unsaved')
    lines.push(
      '- the file is open in the editor with unsaved edits of the user: this was merged into the editor and is NOT saved ' +
        'to disk yet; reading the file from disk shows it as it was before.',
    );
  return lines.join('\n');
}

/**
 * The message that tells the model what became of a patch that a person applied in part or edited: English, exact, with
 * unified diffs of what was left out or edited.
 */
export function describeSelection(files: readonly SelectionFile[]): string {
  return [intro, ...files.map(describeFile)].join('\n\n');
}
