import {
  Component,
  createElement,
  type ComponentChildren,
  type ComponentType,
  type FunctionComponent,
} from 'preact';

function isShallowEqual(a: object, b: object): boolean {
  const entries = Object.entries(a);
  if (entries.length !== Object.keys(b).length) return false;
  const other = new Map(Object.entries(b));
  return entries.every(([key, value]) => other.has(key) && Object.is(other.get(key), value));
}

/**
 * The component, rendered again only when one of its props is another value. State keeps the identity of what did
 * not change, so this is what makes an event cost one row and not the transcript.
 */
export function memo<P extends object>(component: FunctionComponent<P>): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      return !isShallowEqual(this.props, next);
    }
    override render(): ComponentChildren {
      return createElement(component, this.props as P & { key?: never });
    }
  };
}
