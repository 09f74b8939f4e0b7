import { Fragment, isValidElement, type ComponentChildren } from 'preact';
import { FileLink } from '../../../../webview/markdown/fileLink.tsx';
import { CodeBlockView } from '../../../../webview/markdown/codeBlockView.tsx';

/** Components with state are not called: they stand in the outline by name, with what they were given. */
const stateful = new Map<unknown, string>([
  [FileLink, 'FileLink'],
  [CodeBlockView, 'CodeBlockView'],
]);

type Props = Readonly<Record<string, unknown>>;

function attributes(props: Props): string {
  const shown = Object.entries(props).filter(
    ([, value]) => value !== undefined && typeof value !== 'function',
  );
  return shown
    .filter(([name]) => name !== 'children' && name !== 'otherwise')
    .map(([name, value]) => ` ${name}=${JSON.stringify(value)}`)
    .join('');
}

/** What a tree of nodes draws, as one line of text in the manner of HTML. Calls components that have no state. */
export function toOutline(node: ComponentChildren): string {
  if (node === null || node === undefined || typeof node === 'boolean') return '';
  if (Array.isArray(node)) return node.map(toOutline).join('');
  if (!isValidElement(node)) return String(node);
  const props = node.props as Props & { children?: ComponentChildren };
  const { type } = node;
  if (type === Fragment) return toOutline(props.children);
  if (typeof type === 'function' && !stateful.has(type)) {
    return toOutline((type as (given: Props) => ComponentChildren)(props));
  }
  const name = typeof type === 'string' ? type : stateful.get(type);
  return `<${name}${attributes(props)}>${toOutline(props.children)}</${name}>`;
}
