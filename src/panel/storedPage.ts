import { isId } from './isId.ts';

/** What the page of a tab remembers of itself over a reload of the window. */
export interface StoredPage {
  readonly surfaceId: string;
  readonly threadId: string | null;
}

/** Reads what a page kept in its webview state: untrusted, and of any earlier version. null: it names no surface. */
export function toStoredPage(state: unknown): StoredPage | null {
  const { surface } = (typeof state === 'object' && state !== null ? state : {}) as { surface?: unknown };
  if (!Array.isArray(surface)) return null;
  const [surfaceId, threadId] = surface as unknown[];
  if (typeof surfaceId !== 'string' || !/^[\da-f-]{36}$/.test(surfaceId)) return null;
  return { surfaceId, threadId: isId(threadId) ? threadId : null };
}
