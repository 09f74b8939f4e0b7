import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';

// node esbuild.config.mjs [--dev] [--watch] [--page]
//   --dev    linked source maps, no minification
//   --watch  builds again on each change (a development build)
//   --page   the page only
const flags = new Set(process.argv.slice(2));
const watch = flags.has('--watch');
const dev = watch || flags.has('--dev');

/** What has to be read before the first paint; more than this is felt when the view is opened. */
const firstLoadLimitBytes = 250_000;
const hostLimitBytes = 400_000;

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  metafile: true,
  minify: !dev,
  sourcemap: dev ? 'linked' : false,
  logLevel: 'warning',
  legalComments: 'none',
};

/** @type {esbuild.BuildOptions} */
const extension = {
  ...common,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.cjs',
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  // A build of all replaces it; the development builds that do not know the names load a little slower.
  define: { PAGE_CHUNKS: '[]' },
};

/** @type {esbuild.BuildOptions} */
const page = {
  ...common,
  entryPoints: { main: 'webview/main.tsx' },
  outdir: 'dist/webview',
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  splitting: true,
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
};

/** @type {esbuild.BuildOptions} */
const styles = {
  ...common,
  entryPoints: { main: 'webview/styles.css' },
  outdir: 'dist/webview',
  target: 'es2022',
};

/** The output and the chunks it imports statically, which are loaded with it. */
function staticFiles(outputs, entry, seen = new Set()) {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const { path: file, kind } of outputs[entry]?.imports ?? []) {
    if (kind === 'import-statement') staticFiles(outputs, file, seen);
  }
  return seen;
}

/** The names below `dist/webview` of what the page's script imports, for the host to have it loaded beside the script. */
function pageChunks({ outputs }) {
  const files = [...staticFiles(outputs, 'dist/webview/main.js')].filter(
    (file) => !file.endsWith('/main.js'),
  );
  return JSON.stringify(files.map((file) => path.posix.relative('dist/webview', file)));
}

function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

/** Writes the metafiles as one, prints the sizes, and says whether the first load of the page is small enough. */
async function report(metafiles) {
  const meta = { inputs: {}, outputs: {} };
  for (const metafile of metafiles) {
    Object.assign(meta.inputs, metafile.inputs);
    Object.assign(meta.outputs, metafile.outputs);
  }
  await writeFile('dist/meta.json', JSON.stringify(meta));
  const files = Object.entries(meta.outputs).filter(([file]) => !file.endsWith('.map'));
  for (const [file, { bytes }] of files) console.log(`${kilobytes(bytes).padStart(10)}  ${file}`);
  // The toolkit is imported dynamically, but by every page as it starts: it counts.
  const toolkit = Object.keys(meta.outputs).filter((file) => /chunks\/toolkit-/.test(file));
  const scripts = ['dist/webview/main.js', ...toolkit].flatMap((file) => [
    ...staticFiles(meta.outputs, file),
  ]);
  const first = [...new Set(scripts), 'dist/webview/main.css'];
  const total = first.reduce((sum, file) => sum + (meta.outputs[file]?.bytes ?? 0), 0);
  console.log(
    `${kilobytes(total).padStart(10)}  first load of the page (limit ${kilobytes(firstLoadLimitBytes)})`,
  );
  const host = meta.outputs['dist/extension.cjs']?.bytes ?? 0;
  return dev || (total <= firstLoadLimitBytes && host <= hostLimitBytes);
}

const configurations = flags.has('--page') ? [page, styles] : [extension, page, styles];

for (const { entryPoints } of configurations) {
  for (const file of Object.values(entryPoints)) {
    if (existsSync(file)) continue;
    console.error(`Cannot build: ${path.resolve(file)} does not exist.`);
    process.exit(1);
  }
}

// Chunks have hashes in their names: those of an earlier build would be packaged with this one's.
await rm('dist/webview', { recursive: true, force: true });
await mkdir('dist', { recursive: true });

if (watch) {
  const contexts = await Promise.all(
    configurations.map((options) => esbuild.context({ ...options, logLevel: 'info' })),
  );
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  try {
    const pages = await Promise.all([page, styles].map((options) => esbuild.build(options)));
    const define = { PAGE_CHUNKS: pageChunks(pages[0].metafile) };
    const results = flags.has('--page') ? pages : [await esbuild.build({ ...extension, define }), ...pages];
    if (!(await report(results.map(({ metafile }) => metafile)))) {
      console.error('The first load of the page, or the bundled host, is too large.');
      process.exitCode = 1;
    }
  } catch {
    // esbuild has printed what is wrong.
    process.exitCode = 1;
  }
}
