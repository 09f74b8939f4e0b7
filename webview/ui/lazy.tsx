import { createElement, type ComponentChildren, type FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/**
 * A component whose code comes by `load` when it is first drawn: what most pages do without. Until then, and should it
 * not load, `before` is drawn, or nothing.
 */
export function lazy<P extends object>(
  load: () => Promise<FunctionComponent<P>>,
  before: (props: P) => ComponentChildren = () => null,
): (props: P) => ComponentChildren {
  let loaded: FunctionComponent<P> | undefined;
  return function Lazy(props) {
    const [, setReady] = useState(false);
    useEffect(() => {
      let isMounted = true;
      if (!loaded)
        void load().then((component) => {
          loaded = component;
          if (isMounted) setReady(true);
        });
      return () => {
        isMounted = false;
      };
    }, []);
    return loaded ? createElement(loaded, props as P & { key?: never }) : before(props);
  };
}
