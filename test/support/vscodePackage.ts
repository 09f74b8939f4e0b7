import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { installPackage, runNpm } from './cache.ts';
import { nodeBinary, type NodeMajor } from './nodeBinary.ts';

/** `latest` is what users run today, `oldest` the oldest version in the extension's `engines.vscode`. */
export type VsCodeVersion = 'latest' | 'oldest';

interface Release {
  readonly codeServer: string;
  readonly vscode: string;
  readonly nodeMajor: NodeMajor;
  /** Dependencies which point at a git host in the package: replaced by their release in the registry. */
  readonly replace: Readonly<Record<string, string>>;
}

const releases: Readonly<Record<VsCodeVersion, Release>> = {
  latest: { codeServer: '4.139.1', vscode: '1.139', nodeMajor: '24', replace: {} },
  oldest: {
    codeServer: '4.106.3',
    vscode: '1.106',
    nodeMajor: '22',
    replace: { '@parcel/watcher': '^2.5.6' },
  },
};

export interface VsCodePackage {
  /** Absolute path of the Node binary this server needs. */
  readonly node: string;
  /** The server's folder (absolute), which holds `out/server-main.js`. */
  readonly serverDir: string;
}

/**
 * Brings VS Code's own server (out of the npm package `code-server`) and the Node binary it needs into the cache.
 * Nothing is compiled: the native addons it misses are optional, it only logs that.
 */
export async function bringVsCode(version: VsCodeVersion): Promise<VsCodePackage> {
  const release = releases[version];
  const [packageDir, node] = await Promise.all([
    installPackage({
      name: 'code-server',
      version: release.codeServer,
      into: `vscode-server-${release.vscode}`,
      label: `VS Code server ${release.vscode}`,
      prepare: (dir) => installServerDependencies(path.join(dir, 'lib', 'vscode'), release),
    }),
    nodeBinary(release.nodeMajor),
  ]);
  return { node, serverDir: path.join(packageDir, 'lib', 'vscode') };
}

async function installServerDependencies(serverDir: string, { replace }: Release): Promise<void> {
  if (Object.keys(replace).length > 0) {
    const file = path.join(serverDir, 'package.json');
    const manifest = JSON.parse(await readFile(file, 'utf8')) as { dependencies: Record<string, string> };
    manifest.dependencies = { ...manifest.dependencies, ...replace };
    await writeFile(file, JSON.stringify(manifest, null, 2));
    await rm(path.join(serverDir, 'npm-shrinkwrap.json'), { force: true });
  }
  await runNpm(serverDir, ['install', '--omit=dev']);
}
