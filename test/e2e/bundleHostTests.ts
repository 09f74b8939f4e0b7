import path from 'node:path';
import * as esbuild from 'esbuild';
import { repositoryRoot } from '../support/cache.ts';

/** Bundles the tests that run inside the extension host; returns the module (absolute) whose `run()` runs them. */
export async function bundleHostTests(): Promise<string> {
  const outfile = path.join(repositoryRoot, 'dist', 'test', 'hostTests.cjs');
  await esbuild.build({
    entryPoints: [path.join(repositoryRoot, 'test', 'e2e', 'host', 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'error',
  });
  return outfile;
}
