import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { repositoryRoot } from '../../support/cache.ts';
import { packVsix } from '../../support/packVsix.ts';
import { createTempDirs } from '../../support/tempDirs.ts';
import type { BenchFamily } from '../bench.ts';

interface Metafile {
  readonly outputs: Readonly<
    Record<
      string,
      {
        readonly bytes: number;
        readonly inputs: Readonly<Record<string, unknown>>;
        readonly imports: readonly { readonly path: string; readonly kind: string }[];
      }
    >
  >;
}

/**
 * The files that a page reads as it starts: the entry, the toolkit that it imports by itself, what these import
 * statically, and the style. Paths are relative to the repository.
 */
export function firstLoadFiles({ outputs }: Metafile): readonly string[] {
  const found = new Set<string>();
  const add = (file: string): void => {
    if (found.has(file) || !outputs[file]) return;
    found.add(file);
    for (const { path: imported, kind } of outputs[file].imports)
      if (kind === 'import-statement') add(imported);
  };
  add('dist/webview/main.js');
  for (const [file, { inputs }] of Object.entries(outputs))
    if (Object.hasOwn(inputs, 'webview/ui/toolkit.ts')) add(file);
  add('dist/webview/main.css');
  return [...found];
}

const bytesInKilobyte = 1024;

async function vsixBytes(): Promise<number> {
  const dirs = createTempDirs();
  try {
    return (await stat(await packVsix(await dirs.make('vsix')))).size;
  } finally {
    await dirs.remove();
  }
}

/** What is downloaded, and what is read before the first paint. */
export const size: BenchFamily = {
  figures: ['size.vsix', 'size.host', 'size.page', 'size.pageGzip'],
  async run() {
    const read = (file: string): Promise<Buffer> => readFile(path.join(repositoryRoot, file));
    const meta = JSON.parse((await read('dist/meta.json')).toString('utf8')) as Metafile;
    const page = await Promise.all(firstLoadFiles(meta).map(read));
    const sum = (sizes: readonly number[]): number => sizes.reduce((total, bytes) => total + bytes, 0);
    const figures = {
      'size.vsix': await vsixBytes(),
      'size.host': (await read('dist/extension.cjs')).byteLength,
      'size.page': sum(page.map(({ byteLength }) => byteLength)),
      'size.pageGzip': sum(page.map((file) => gzipSync(file).byteLength)),
    };
    return Object.entries(figures).map(([name, bytes]) => ({
      name,
      value: bytes / bytesInKilobyte,
      baseline: null,
    }));
  },
};
