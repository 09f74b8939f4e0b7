const cards = new Map<string, () => void>();
let wanted: string | null = null;

/** Focuses the card of an approval now, or as soon as it is on the page: its event may come after the wish. */
export function requestCardFocus(approvalId: string): void {
  const focus = cards.get(approvalId);
  wanted = focus ? null : approvalId;
  focus?.();
}

/** Forgets a wish that no card has met yet: the focus is wanted elsewhere by now. */
export function dropCardFocus(): void {
  wanted = null;
}

/** Gives the function that focuses an approval's card. Returns the function that takes it away again. */
export function attachCardFocus(approvalId: string, focus: () => void): () => void {
  cards.set(approvalId, focus);
  if (wanted === approvalId) requestCardFocus(approvalId);
  return () => {
    if (cards.get(approvalId) === focus) cards.delete(approvalId);
  };
}
