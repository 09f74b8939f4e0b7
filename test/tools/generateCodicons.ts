import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { shortenPath } from './shortenPath.ts';
import { codiconNames, firstCodiconNames } from '../../webview/ui/codiconNames.ts';

const root = path.resolve(import.meta.dirname, '../..');
const icons = path.join(root, 'node_modules/@vscode/codicons/src/icons');
const targets = path.join(root, 'webview/ui/generated');

/** The paths of one icon, as the page needs them. Throws when the icon is not drawn in the 16 by 16 box. */
async function readIcon(name: string): Promise<{ d: string; fillRule?: string }[]> {
  const svg = await readFile(path.join(icons, `${name}.svg`), 'utf8');
  if (!svg.includes('viewBox="0 0 16 16"'))
    throw new Error(`The codicon ${name} is not drawn in a 16 by 16 box.`);
  return [...svg.matchAll(/<path\s([^>]*?)\/?>/g)].map(([, attributes = '']) => {
    // A hundredth of a 16 px icon's pixel cannot be seen, and the rest is a third of the page's icons.
    const data = /\bd="([^"]+)"/.exec(attributes)?.[1];
    const d = data && shortenPath(data);
    if (!d) throw new Error(`The codicon ${name} has a path without data.`);
    const fillRule = /\bfill-rule="([^"]+)"/.exec(attributes)?.[1];
    return fillRule ? { d, fillRule } : { d };
  });
}

/** Writes the paths of some icons as a module, unless it has them already. */
async function writePaths(moduleName: string, names: readonly string[]): Promise<void> {
  const entries = await Promise.all(names.map(async (name) => [name, await readIcon(name)] as const));
  const text = [
    '// Made by test/tools/generateCodicons.ts from @vscode/codicons. Not committed.',
    "import type { CodiconPaths } from '../codiconPaths.ts';",
    '',
    `export const ${moduleName}: CodiconPaths =`,
    `  ${JSON.stringify(Object.fromEntries(entries), null, 2)};`,
    '',
  ].join('\n');
  const target = path.join(targets, `${moduleName}.ts`);
  const current = await readFile(target, 'utf8').catch(() => null);
  if (current === text) return;
  await mkdir(targets, { recursive: true });
  await writeFile(target, text);
}

const first: readonly string[] = firstCodiconNames;
await writePaths('firstCodicons', first);
await writePaths(
  'laterCodicons',
  codiconNames.filter((name) => !first.includes(name)),
);
