/**
 * What a file holds at one moment. `blob` names bytes in the content store by their SHA-256; `binary` and `tooLarge`
 * are noted but not stored; `unknown` is what nobody saw in time.
 */
export type FileContent =
  | { readonly kind: 'blob'; readonly hash: string }
  | { readonly kind: 'absent' | 'binary' | 'tooLarge' | 'unknown' };

/** Content that can be put back. */
export type KnownContent = Extract<FileContent, { kind: 'blob' }> | { readonly kind: 'absent' };

/** Files above this many bytes are noted, not stored. */
export const maxStoredBytes = 5 * 1024 * 1024;

/** Whether the content can be put back. */
export function isKnown(content: FileContent): content is KnownContent {
  return content.kind === 'blob' || content.kind === 'absent';
}

/** True when both are known to hold the same bytes, or both are absent. */
export function isSameContent(a: FileContent, b: FileContent): boolean {
  if (a.kind === 'blob') return b.kind === 'blob' && a.hash === b.hash;
  return a.kind === 'absent' && b.kind === 'absent';
}

const sniffedBytes = 8000;

/** Tells bytes that are not text, as VS Code does: a zero byte near the start, unless a UTF-16 mark explains it. */
export function isBinary(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return false;
  return bytes.subarray(0, sniffedBytes).includes(0);
}

/** Compares bytes; null is an absent file. */
export function isSameBytes(a: Uint8Array | null, b: Uint8Array | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
