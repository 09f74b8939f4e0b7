import { loadUiState, saveUiState, type ScrollAnchor } from '../host.ts';
import { withRecent } from '../ui/withRecent.ts';

const keptAnchors = 50;

/** Where a thread was left; null: at its end, or never seen. `threadKey` names it. */
export function rememberedPlace(threadKey: string): ScrollAnchor | null {
  return loadUiState().anchors[threadKey] ?? null;
}

/** Keeps the place of a thread over a reload of the page. */
export function rememberPlace(threadKey: string, anchor: ScrollAnchor | null): void {
  if (JSON.stringify(rememberedPlace(threadKey)) === JSON.stringify(anchor)) return;
  saveUiState({ anchors: withRecent(loadUiState().anchors, threadKey, anchor, keptAnchors) });
}
