import { applyHunks } from './applyHunks.ts';
import { diffTexts } from './diffTexts.ts';
import { hasBom, setBom } from './fileLines.ts';

/**
 * What two texts have in common when an editor calls them equal: it hides the byte order mark, and has one kind of line
 * end for the whole document, whatever the file has.
 */
export function editorText(text: string): string {
  return setBom(text, false).replaceAll(/\r\n?/g, '\n');
}

/**
 * Takes an editor's document back to the text of the file: `original` is what the file had, `edited` what the editor
 * holds now. Lines that were not edited keep their line ends to the letter, and the byte order mark stays; new lines get
 * the line end that most lines of the file have.
 */
export function fileText(original: string, edited: string): string {
  const wanted = editorText(edited);
  if (wanted === editorText(original)) return original;
  if (original === '') return edited;
  const applied = applyHunks(original, diffTexts(editorText(original), wanted));
  if (applied.ok && editorText(applied.text) === wanted) return setBom(applied.text, hasBom(original));
  return setBom(edited, hasBom(original));
}
