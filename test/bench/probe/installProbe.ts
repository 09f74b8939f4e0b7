import { readdir, readFile } from 'node:fs/promises';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as esbuild from 'esbuild';
import { repositoryRoot } from '../../support/cache.ts';
import type { ProbeApi } from './probeApi.ts';

const manifest = {
  name: 'codex-bench-probe',
  publisher: 'test-support',
  version: '0.0.1',
  engines: { vscode: '^1.106.0' },
  main: './main.cjs',
  activationEvents: ['*'],
};

const deadlineMs = 30_000;

/** The probe of one window: its methods, called over HTTP. */
export type Probe = {
  readonly [M in keyof ProbeApi]: (
    ...args: Parameters<ProbeApi[M]>
  ) => Promise<Awaited<ReturnType<ProbeApi[M]>>>;
};

export interface InstalledProbe {
  /** The probe of the extension host that started since the last call. */
  next(): Promise<Probe>;
}

/** Puts the probe into an extensions folder (absolute) that no server has used yet. */
export async function installProbe(extensionsDir: string): Promise<InstalledProbe> {
  const dir = path.join(extensionsDir, `${manifest.publisher}.${manifest.name}-${manifest.version}`);
  await mkdir(path.join(dir, 'hosts'), { recursive: true });
  await writeFile(path.join(dir, 'package.json'), JSON.stringify(manifest, null, 2));
  await esbuild.build({
    entryPoints: [path.join(repositoryRoot, 'test', 'bench', 'probe', 'extension.ts')],
    outfile: path.join(dir, 'main.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'error',
  });
  const seen = new Set<string>();
  return {
    next: async () => {
      const deadline = Date.now() + deadlineMs;
      while (Date.now() < deadline) {
        const fresh = (await readdir(path.join(dir, 'hosts'))).find((name) => !seen.has(name));
        const port = fresh && (await readFile(path.join(dir, 'hosts', fresh), 'utf8'));
        if (fresh && port) {
          seen.add(fresh);
          return connect(Number(port));
        }
        await delay(20);
      }
      throw new Error('The probe did not start.');
    },
  };
}

function connect(port: number): Probe {
  const call = async (method: string, argument: unknown): Promise<unknown> => {
    const body = argument === undefined ? '' : JSON.stringify(argument);
    const response = await fetch(`http://127.0.0.1:${port}/${method}`, { method: 'POST', body });
    if (!response.ok) throw new Error(`The probe cannot ${method}: ${await response.text()}`);
    return response.json();
  };
  return new Proxy({} as Probe, {
    // A promise is asked for `then`; the probe is none.
    get: (_target, method) => (method === 'then' ? undefined : (arg: unknown) => call(String(method), arg)),
  });
}
