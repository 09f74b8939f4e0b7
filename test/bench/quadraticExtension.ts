import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { repositoryRoot } from '../support/cache.ts';
import { createTempDirs } from '../support/tempDirs.ts';

/** Lexes the whole message again whenever it has grown by a few words, as clients do that know no finished blocks. */
const naiveStream = `
import { lexMarkdown } from './lexMarkdown.ts';
import { createMarkdownStream as createStream } from './markdownStream.ts?original';
const step = 256;
export function createMarkdownStream() {
  const stream = createStream();
  let lexed = 0;
  return {
    update(text, done) {
      for (; lexed + step <= text.length; lexed += step) lexMarkdown(text.slice(0, lexed + step), {});
      return stream.update(text, done);
    },
  };
}
`;

const replaceStream: esbuild.Plugin = {
  name: 'quadratic Markdown stream',
  setup(build) {
    const filter = /[\\/]markdownStream\.ts(\?original)?$/;
    build.onResolve({ filter }, ({ path: imported, resolveDir }) => {
      const isOriginal = imported.endsWith('?original');
      const file = path.join(resolveDir, imported.replace('?original', ''));
      return { path: file, ...(isOriginal ? {} : { namespace: 'naive' }) };
    });
    build.onLoad({ filter: /.*/, namespace: 'naive' }, ({ path: file }) => ({
      contents: naiveStream,
      loader: 'ts',
      resolveDir: path.dirname(file),
    }));
  },
};

/**
 * Makes a copy of the built extension whose page spends time with the square of a message's length: the proof that
 * the figure for growth sees it. Nothing of it is in the repository's own build. The caller removes it.
 */
export async function createQuadraticExtension(): Promise<{ path: string; remove(): Promise<void> }> {
  const dirs = createTempDirs();
  const target = await dirs.make('quadratic');
  const shipped = [
    'package.json',
    'package.nls.json',
    'l10n',
    'media',
    'dist/extension.cjs',
    'dist/webview/main.css',
  ];
  for (const name of shipped) {
    await mkdir(path.dirname(path.join(target, name)), { recursive: true });
    await cp(path.join(repositoryRoot, name), path.join(target, name), { recursive: true });
  }
  await esbuild.build({
    absWorkingDir: repositoryRoot,
    entryPoints: { main: 'webview/main.tsx' },
    outdir: path.join(target, 'dist', 'webview'),
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    minify: true,
    format: 'esm',
    splitting: true,
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
    plugins: [replaceStream],
  });
  return { path: target, remove: () => dirs.remove() };
}
