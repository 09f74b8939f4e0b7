import { createElement, type ComponentChildren, type FunctionComponent } from 'preact';
import { useLazyPart, type LazyPart } from './lazyPart.ts';

/**
 * A component whose code is `part`: what most pages do without. Until it is there `before` is drawn, or nothing; and
 * `failed` should it not load.
 */
export function lazy<P extends object>(
  part: LazyPart<FunctionComponent<P>>,
  before: (props: P) => ComponentChildren = () => null,
  failed = before,
): (props: P) => ComponentChildren {
  return function Lazy(props) {
    const loaded = useLazyPart(part);
    if (loaded) return createElement(loaded, props as P & { key?: never });
    return part.hasFailed() ? failed(props) : before(props);
  };
}
