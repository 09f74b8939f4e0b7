/** Such a page costs codex a twentieth of a second or so. Pages that show the thread get it in parts. */
const itemsPerPage = 600;
const fewest = 10;
const most = 60;

/** How many older turns to read at once: as many as make a page of about that many items, by the turns that are held. */
export function olderPageSize(turns: readonly { readonly items: { readonly length: number } }[]): number {
  const items = turns.reduce((sum, turn) => sum + turn.items.length, 0);
  const perTurn = Math.max(1, items / Math.max(1, turns.length));
  return Math.min(most, Math.max(fewest, Math.round(itemsPerPage / perTurn)));
}
