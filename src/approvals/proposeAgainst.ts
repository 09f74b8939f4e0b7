import type { FileUpdateChange } from '../protocol/index.ts';
import { proposeFileChange } from '../shared/diff/fileChange.ts';
import { merge3 } from '../shared/diff/merge3.ts';
import type { CurrentFile } from './currentFile.ts';

/** What a change makes of a file with, perhaps, unsaved edits. */
export type ProposedText =
  | {
      readonly kind: 'text';
      /** What is there now, unsaved edits included; undefined: no file. */
      readonly before: string | undefined;
      readonly proposed: string;
      /** The proposal was made without the unsaved edits, and would overwrite them. */
      readonly overwrites: boolean;
    }
  | { readonly kind: 'conflict'; readonly reason: string };

/**
 * Makes a proposal for the file as the person sees it. Where the change fits only the saved file, it is merged with the
 * unsaved edits; what cannot be merged, or leaves nothing of them, is marked as overwriting them. Never throws.
 */
export function proposeAgainst(change: FileUpdateChange, file: Omit<CurrentFile, 'dirty'>): ProposedText {
  const { text: before, disk } = file;
  const onText = proposeFileChange(change, before);
  const isUnsaved = before !== disk;
  if (onText.kind === 'text') {
    const overwrites = isUnsaved && change.kind.type !== 'update';
    return { kind: 'text', before, proposed: onText.after, overwrites };
  }
  const onDisk = isUnsaved ? proposeFileChange(change, disk) : onText;
  if (onDisk.kind === 'conflict' || before === undefined || disk === undefined) return onText;
  const merged = merge3(disk, before, onDisk.after);
  if (merged.kind === 'clean') return { kind: 'text', before, proposed: merged.text, overwrites: false };
  return { kind: 'text', before, proposed: onDisk.after, overwrites: true };
}
