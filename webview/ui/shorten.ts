/** The text on one line, cut to at most `limit` characters (whole code points) with an ellipsis that counts. */
export function shorten(text: string, limit: number): string {
  // A line of a minified file can be very long: only what can be shown is looked at.
  const line = text
    .slice(0, limit * 8)
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  if (characters.length <= limit && text.length <= limit * 8) return line;
  return `${characters
    .slice(0, limit - 1)
    .join('')
    .trimEnd()}…`;
}
