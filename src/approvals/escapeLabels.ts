/**
 * Makes text plain for a quick pick, whose labels turn `$(name)` into an icon: of a command that would hide a part.
 * Shown, it is the text again.
 */
export function escapeIcons(text: string): string {
  return text.replaceAll(/\$\((?=[A-Za-z0-9~-]+\))/g, String.raw`\$(`);
}

/** Makes text plain for a notification, which turns `[text](target)` into a link, even one that runs a command. */
export function escapeLinks(text: string): string {
  return text.replaceAll('](', ']⟨U+0028⟩');
}
