/** At most `limit` UTF-16 units of a text, with `…` after them where more follows. No character is cut in half. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
