/** Folds a link label as CommonMark compares them: space collapsed, case folded. */
function normalizeLabel(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase().toLowerCase();
}

/** Everything in square brackets in `text` that could be the label of a reference, in the form of the definitions' keys. */
export function findLabels(text: string): readonly string[] {
  if (!text.includes('[')) return [];
  const matches = text.matchAll(/(?<=\[)((?:\\[\s\S]|[^[\]\\])+)\]/g);
  return [...new Set(Array.from(matches, (match) => normalizeLabel(match[1] ?? '')))];
}
