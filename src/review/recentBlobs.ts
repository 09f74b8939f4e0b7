interface Recent {
  readonly bytes: Uint8Array;
  readonly storedAtMs: number;
}

/** The blobs that were stored last, in memory: a patch of many files stores each, and reads it again a moment later. */
export class RecentBlobs {
  /** By hash, the one stored longest ago first. */
  private readonly blobs = new Map<string, Recent>();
  private size = 0;

  /** `maxBytes`: of all together. `maxAgeMs`: after that a blob has to be looked for on the disk again. */
  constructor(
    private readonly maxBytes: number,
    private readonly maxAgeMs: number,
  ) {}

  add(hash: string, bytes: Uint8Array, nowMs: number): void {
    this.delete(hash);
    this.blobs.set(hash, { bytes, storedAtMs: nowMs });
    this.size += bytes.length;
    for (const oldest of this.blobs.keys()) {
      if (this.size <= this.maxBytes) return;
      this.delete(oldest);
    }
  }

  get(hash: string, nowMs: number): Uint8Array | undefined {
    const recent = this.blobs.get(hash);
    return recent && nowMs - recent.storedAtMs <= this.maxAgeMs ? recent.bytes : undefined;
  }

  delete(hash: string): void {
    this.size -= this.blobs.get(hash)?.bytes.length ?? 0;
    this.blobs.delete(hash);
  }
}
