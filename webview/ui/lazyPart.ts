import { useEffect, useState } from 'preact/hooks';

/** A part of the page whose code is loaded when it is first needed. */
export interface LazyPart<T> {
  /** What was loaded; undefined before that. */
  current(): T | undefined;
  /** Whether it could not be loaded, and so never comes. */
  hasFailed(): boolean;
  /** Loads it, the first time it is called: by `from` if that is given. Ends when it is there or failed; never rejects. */
  load(from?: () => Promise<T>): Promise<void>;
}

/** A part that `load` imports. */
export function createLazyPart<T>(load: () => Promise<T>): LazyPart<T> {
  let loaded: { readonly part: T } | undefined;
  let loading: Promise<void> | undefined;
  let failed = false;
  return {
    current: () => loaded?.part,
    hasFailed: () => failed,
    load(from = load) {
      loading ??= from().then(
        (part) => {
          loaded = { part };
        },
        () => {
          failed = true;
        },
      );
      return loading;
    },
  };
}

/** The part, loaded when the component is mounted; undefined until it is there, which draws the component again. */
export function useLazyPart<T>(part: LazyPart<T>): T | undefined {
  const [isSettled, setSettled] = useState(part.current() !== undefined || part.hasFailed());
  useEffect(() => {
    let isMounted = true;
    // Also where it came between the drawing and this: what was drawn is without it.
    if (!isSettled) void part.load().then(() => isMounted && setSettled(true));
    return () => {
      isMounted = false;
    };
  }, [part, isSettled]);
  return part.current();
}
