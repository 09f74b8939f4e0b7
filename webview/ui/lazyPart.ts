import { useEffect, useState } from 'preact/hooks';

/** A part of the page whose code is loaded when it is first drawn. */
export interface LazyPart<T> {
  /** What was loaded; undefined before that. */
  current(): T | undefined;
  /** Loads it once. Says whether it is there; never rejects. */
  load(): Promise<boolean>;
}

/** A part that `load` imports. */
export function createLazyPart<T>(load: () => Promise<T>): LazyPart<T> {
  let loaded: T | undefined;
  let loading: Promise<boolean> | undefined;
  return {
    current: () => loaded,
    load() {
      loading ??= load().then(
        (part) => {
          loaded = part;
          return true;
        },
        () => false,
      );
      return loading;
    },
  };
}

/** The part, loaded when the component is mounted while `isWanted`; undefined until it is there. */
export function useLazyPart<T>(part: LazyPart<T>, isWanted = true): T | undefined {
  const [isReady, setReady] = useState(part.current() !== undefined);
  useEffect(() => {
    let isMounted = true;
    // Also where it came between the drawing and this: what was drawn is without it.
    if (isWanted && !isReady) void part.load().then((ready) => ready && isMounted && setReady(true));
    return () => {
      isMounted = false;
    };
  }, [part, isWanted, isReady]);
  return part.current();
}
