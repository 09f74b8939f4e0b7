import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
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

/** A style that the host puts into a document, with what it imports. */
const styleAsText = {
  name: 'style as text',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
      const { outputFiles } = await esbuild.build({
        entryPoints: [file],
        bundle: true,
        minify: !dev,
        write: false,
        target: 'es2022',
      });
      return { contents: outputFiles[0].text.trim(), loader: 'text', watchFiles: [file] };
    });
  },
};

/**
 * Most modules import all of `vscode`, of which esbuild has each make a copy, getter by getter, when the extension is loaded:
 * half of the time that loading takes. It is a plain object, and taken as it is.
 */
const vscodeAsItIs = {
  name: 'vscode as it is',
  setup({ initialOptions: { outfile }, onEnd }) {
    onEnd(async ({ errors }) => {
      if (errors.length > 0) return;
      const built = await readFile(outfile, 'utf8');
      await writeFile(
        outfile,
        built.replaceAll(/[\w$]+\(require\("vscode"\)(?:, ?1)?\)/g, 'require("vscode")'),
      );
    });
  },
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
  plugins: [styleAsText, vscodeAsItIs],
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

const importPattern = /import(?:\{([^}]*)\}from)?"\.\/([\w-]+\.js)";/g;

/**
 * Puts the page's script and all chunks that it imports statically into one file: each file is a round trip through VS
 * Code's service worker, and together they take longer than the code takes to run. Lazy chunks import what they share
 * with it from that file, under names of its own. Changes the files of a minified build, and its metafile.
 */
async function mergeFirstLoad({ outputs }) {
  const entry = 'dist/webview/main.js';
  const merged = [...staticFiles(outputs, entry)].filter((file) => file !== entry);
  const names = new Set(merged.map((file) => path.basename(file)));
  const shared = new Map();
  const alias = (chunk, name) => `${path.basename(chunk, '.js').replaceAll('-', '_')}_${name}`;
  const rewrite = (statement, list, chunk) => {
    if (!names.has(chunk)) return statement;
    const imports = (list ?? '').split(',').filter(Boolean);
    const renamed = imports.map((each) => {
      const [name, local = name] = each.split(' as ');
      shared.set(alias(chunk, name), { chunk, name });
      return `${alias(chunk, name)} as ${local}`;
    });
    return renamed.length > 0 ? `import{${renamed.join(',')}}from"../main.js";` : '';
  };
  const lazy = Object.keys(outputs).filter((file) => /chunks\/.*\.js$/.test(file) && !merged.includes(file));
  for (const file of lazy) {
    const text = (await readFile(file, 'utf8')).replaceAll(importPattern, rewrite);
    if ([...names].some((name) => text.includes(name)))
      throw new Error(`${file} still imports a merged chunk.`);
    await writeFile(file, text);
    outputs[file].bytes = Buffer.byteLength(text);
    const kept = outputs[file].imports.filter((each) => !merged.includes(each.path));
    outputs[file].imports = [...kept, { path: entry, kind: 'import-statement' }];
  }
  const exported = [...shared].map(
    ([as, { chunk, name }]) => `export { ${name} as ${as} } from './chunks/${chunk}';`,
  );
  const { outputFiles } = await esbuild.build({
    ...common,
    metafile: false,
    stdin: { contents: ["import './main.js';", ...exported].join('\n'), resolveDir: 'dist/webview' },
    write: false,
    format: 'esm',
    target: page.target,
    plugins: [
      {
        name: 'lazy chunks stay',
        setup({ onResolve }) {
          onResolve({ filter: /\.js$/ }, ({ path: file, kind }) =>
            kind === 'dynamic-import'
              ? { path: `./chunks/${path.basename(file)}`, external: true }
              : undefined,
          );
        },
      },
    ],
  });
  const { contents } = outputFiles[0];
  await writeFile(entry, contents);
  outputs[entry].bytes = contents.byteLength;
  outputs[entry].imports = outputs[entry].imports.filter(({ kind }) => kind !== 'import-statement');
  for (const file of merged) {
    await rm(file);
    delete outputs[file];
  }
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
    const results = await Promise.all(configurations.map((options) => esbuild.build(options)));
    if (!dev) await mergeFirstLoad(results[configurations.indexOf(page)].metafile);
    if (!(await report(results.map(({ metafile }) => metafile)))) {
      console.error('The first load of the page, or the bundled host, is too large.');
      process.exitCode = 1;
    }
  } catch (error) {
    // esbuild has printed what is wrong in a source file.
    if (!error.errors) console.error(error);
    process.exitCode = 1;
  }
}
