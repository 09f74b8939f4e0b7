const escape = '\u001b';
const bell = '\u0007';

/** Operating system commands: window titles, links. */
const systemCommand = new RegExp(`${escape}\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)?`, 'g');
/** Control sequences other than colours: cursor moves, erasing. */
const movement = new RegExp(`${escape}\\[[0-9;?<=>]*[ -/]*[@A-Za-ln-z~]`, 'g');
const otherEscape = new RegExp(`${escape}(?!\\[)[ -/]*[0-~]?`, 'g');
const overwritten = /[^\n]*\r(?!\n)(?=[^\n])/g;

function isUnprintable(character: string): boolean {
  return character !== '\n' && character !== '\t' && character !== escape;
}

/**
 * Terminal output as text with colour sequences only: of a line that was rewritten (progress bars) the last state is
 * left, and everything else that would steer a terminal is removed.
 */
export function toTerminalText(output: string): string {
  return output
    .replace(systemCommand, '')
    .replace(movement, '')
    .replace(otherEscape, '')
    .replace(/\r+\n/g, '\n')
    .replace(overwritten, '')
    .replace(/\p{Cc}/gu, (character) => (isUnprintable(character) ? '' : character));
}
