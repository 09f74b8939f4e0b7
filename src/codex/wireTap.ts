/** Sees every line of the wire without its line break: `in` from codex, `out` to it. Must not throw. */
export type WireTap = (dir: 'in' | 'out', line: string) => void;
