type Callback = (...args: unknown[]) => void;
type SetTimer = (callback: Callback, ...rest: unknown[]) => unknown;

const names = ['setTimeout', 'setInterval', 'setImmediate'] as const;
const ownCode = /[\\/]dist[\\/]extension\.cjs/;

/**
 * Tells of every timer that goes off and was set by the extension under test, while `isCounting`: to see who sets one
 * is dear, and would be in every other figure.
 */
export function hookTimers(isCounting: () => boolean, onFired: () => void): void {
  const globals = globalThis as unknown as Record<string, SetTimer>;
  for (const name of names) {
    const original = globals[name];
    if (!original) continue;
    const counting: SetTimer = (callback, ...rest) => {
      if (!isCounting() || !ownCode.test(String(new Error('who').stack))) return original(callback, ...rest);
      const counted: Callback = (...args) => {
        onFired();
        callback(...args);
      };
      return original(counted, ...rest);
    };
    // util.promisify finds its way by members of the original.
    globals[name] = Object.assign(counting, original);
  }
}
