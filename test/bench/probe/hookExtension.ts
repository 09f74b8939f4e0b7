import Module from 'node:module';
import type { Activation } from './probeApi.ts';

interface Compiling {
  _compile(this: { exports: unknown }, content: string, filename: string, ...rest: unknown[]): unknown;
}

/** Of the bundled host, on every system. */
const bundle = /[\\/]dist[\\/]extension\.cjs$/;

interface ThreadTimes {
  /** Microseconds; not in older versions of Node. */
  readonly threadCpuUsage?: () => { readonly user: number; readonly system: number };
}

/**
 * Milliseconds of this thread's own work, so that waiting for a processor is not taken for it: a window that opens
 * keeps all of them busy.
 */
function workedMs(): number {
  const times = (process as ThreadTimes).threadCpuUsage?.();
  return times ? (times.user + times.system) / 1000 : performance.now();
}

/**
 * Measures how the extension under test is loaded and activated, from inside: the extension host loads it with
 * `require` after this ran. Returns what was measured so far.
 */
export function hookExtension(): () => Activation | null {
  let measured: Activation | null = null;
  const prototype = Module.prototype as unknown as Compiling;
  const compile = prototype._compile;
  prototype._compile = function compileMeasured(content, filename, ...rest) {
    if (!bundle.test(filename)) return compile.call(this, content, filename, ...rest);
    const start = performance.now();
    const result = compile.call(this, content, filename, ...rest);
    const loadMs = performance.now() - start;
    const loaded = this.exports as { activate: (...args: unknown[]) => unknown };
    const { activate } = loaded;
    const activateMeasured = (...args: unknown[]): unknown => {
      const at = performance.timeOrigin + performance.now();
      const before = workedMs();
      const returned = activate(...args);
      measured = { at, loadMs, activateMs: workedMs() - before, bytes: Buffer.byteLength(content) };
      return returned;
    };
    this.exports = { ...loaded, activate: activateMeasured };
    return result;
  };
  return () => measured;
}
