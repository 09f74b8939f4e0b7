import type { ThreadTokenUsage } from '../../src/protocol/index.ts';

/**
 * How much of the model's context window is free after a turn, in whole percent (0 to 100); null when codex does not
 * know the window. The last request holds the whole conversation, so its tokens are what fills the window.
 */
export function contextLeftPercent({ last, modelContextWindow }: ThreadTokenUsage): number | null {
  if (!modelContextWindow || modelContextWindow <= 0) return null;
  const used = last.totalTokens / modelContextWindow;
  return Math.round(Math.min(1, Math.max(0, 1 - used)) * 100);
}
