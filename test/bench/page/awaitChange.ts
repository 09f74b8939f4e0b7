import { nativeTimeout } from './natives.ts';

/**
 * Looks when the document has changed, and not in every frame: a frame that nobody asked for costs the window as much as
 * one that shows something.
 */
export function onChanges(look: () => void): MutationObserver {
  const observer = new MutationObserver(look);
  observer.observe(document.documentElement, { subtree: true, childList: true, characterData: true });
  return observer;
}

/** Resolves with what `look` finds, asked at once and whenever the document has changed. */
export function awaitChange<T>(
  look: (found: (value: T) => void) => void,
  what: string,
  deadlineMs: number,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      observer.disconnect();
      clearTimeout(timer);
    };
    const found = (value: T): void => {
      end();
      resolve(value);
    };
    const observer = onChanges(() => look(found));
    const timer = nativeTimeout(() => {
      end();
      reject(new Error(`${what} is not shown after ${deadlineMs} ms`));
    }, deadlineMs);
    look(found);
  });
}
