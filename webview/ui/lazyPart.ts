import { useEffect, useState } from 'preact/hooks';

/** A part of the page whose code is loaded when it is first drawn. */
export interface LazyPart<T> {
  /** What was loaded; undefined before that. */
  current(): T | undefined;
  /** Loads it once, by `by` if given. Says whether it is there; never rejects. */
  load(by?: () => Promise<T>): Promise<boolean>;
}

/** A part that `load` imports. */
export function createLazyPart<T>(load: () => Promise<T>): LazyPart<T> {
  let loaded: T | undefined;
  let loading: Promise<boolean> | undefined;
  return {
    current: () => loaded,
    load(by = load) {
      loading ??= by().then(
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
  const [, setReady] = useState(part.current() !== undefined);
  useEffect(() => {
    let isMounted = true;
    if (isWanted && part.current() === undefined)
      void part.load().then((ready) => ready && isMounted && setReady(true));
    return () => {
      isMounted = false;
    };
  }, [part, isWanted]);
  return part.current();
}
