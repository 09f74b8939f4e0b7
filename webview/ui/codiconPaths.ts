import type { CodiconName } from './codiconNames.ts';
import { firstCodicons } from './generated/firstCodicons.ts';
import { createLazyPart } from './lazyPart.ts';

/** The paths of icons that are drawn in a 16 by 16 box. */
export type CodiconPaths = Readonly<
  Partial<Record<CodiconName, readonly { readonly d: string; readonly fillRule?: 'evenodd' | 'nonzero' }[]>>
>;

/** The icons that an empty panel does without: most of them, and a good part of the page's code. */
export const laterCodicons = createLazyPart(() => import('./generated/laterCodicons.ts'));

/** The paths of an icon; undefined while `laterCodicons` is to be loaded for it. */
export function codiconPaths(name: CodiconName): CodiconPaths[CodiconName] {
  return firstCodicons[name] ?? laterCodicons.current()?.laterCodicons[name];
}
