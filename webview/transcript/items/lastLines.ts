/** The last lines of a text, at most about `limit` characters. */
export function lastLines(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(-limit);
  const lineStart = cut.indexOf('\n') + 1;
  return lineStart > 0 && lineStart < cut.length ? cut.slice(lineStart) : cut;
}
