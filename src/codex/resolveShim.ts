import path from 'node:path';
import type { LocateHost } from './locateHost.ts';

const triples: Readonly<Record<string, string>> = {
  'linux-x64': 'x86_64-unknown-linux-musl',
  'linux-arm64': 'aarch64-unknown-linux-musl',
  'darwin-x64': 'x86_64-apple-darwin',
  'darwin-arm64': 'aarch64-apple-darwin',
  'win32-x64': 'x86_64-pc-windows-msvc',
  'win32-arm64': 'aarch64-pc-windows-msvc',
};

/** A script of this size is no launcher. */
const launcherBytes = 16 * 1024;

function pathsOf(host: LocateHost): path.PlatformPath {
  return host.platform === 'win32' ? path.win32 : path.posix;
}

/** The path of the npm package's `codex.js` that a launcher script names relative to itself, made absolute. */
function scriptNamedBy(text: string, folder: string, { resolve }: path.PlatformPath): string | undefined {
  const named = /(?:%~dp0|%dp0%|\$basedir)[\\/]*([^"'\r\n]*?codex\.js)/.exec(text)?.[1];
  return named === undefined ? undefined : resolve(folder, named);
}

/** The folders that may be the npm package `@openai/codex` behind a file called codex, the best first. */
async function packageFolders(host: LocateHost, file: string): Promise<string[]> {
  const { dirname, basename, join } = pathsOf(host);
  const real = (await host.realpath(file)) ?? file;
  if (basename(real) === 'codex.js') return [dirname(dirname(real))];
  const folder = dirname(file);
  if (/^volta-shim/i.test(basename(real)) || /[\\/]volta[\\/]bin$/i.test(folder)) {
    const image = join(folder, '..', 'tools', 'image', 'packages', '@openai', 'codex');
    const modules = [join(image, 'lib', 'node_modules'), join(image, 'node_modules')];
    return modules.map((parent) => join(parent, '@openai', 'codex'));
  }
  const info = await host.stat(file);
  if (!info || info.size > launcherBytes) return [];
  const script = scriptNamedBy(await host.readStart(file, launcherBytes), folder, pathsOf(host));
  if (script === undefined) return [];
  const realScript = (await host.realpath(script)) ?? script;
  return [dirname(dirname(realScript))];
}

/** Where the native binary of a package may be: beside it, nested in it, or in itself as older releases had it. */
function nativeCandidates(host: LocateHost, packageFolder: string): string[] {
  const { dirname, join } = pathsOf(host);
  const name = host.platform === 'win32' ? 'codex.exe' : 'codex';
  // macOS and Windows on ARM also run programs for x64.
  const arches = host.arch === 'arm64' && host.platform !== 'linux' ? ['arm64', 'x64'] : [host.arch];
  const ancestors = [packageFolder];
  for (let folder = packageFolder; dirname(folder) !== folder; folder = dirname(folder))
    ancestors.push(dirname(folder));
  return arches.flatMap((arch) => {
    const triple = triples[`${host.platform}-${arch}`];
    if (triple === undefined) return [];
    const platformPackage = join('node_modules', '@openai', `codex-${host.platform}-${arch}`);
    const homes = [...ancestors.map((folder) => join(folder, platformPackage)), packageFolder];
    return homes.flatMap((home) => [
      join(home, 'vendor', triple, 'bin', name),
      join(home, 'vendor', triple, 'codex', name),
    ]);
  });
}

/**
 * The native binary behind a launcher: npm's and pnpm's scripts, Volta's shims. Spawning it saves a process that
 * would outlive its own end, and on Windows a shell. A file that is no such launcher, or whose binary is not found
 * (shims of asdf and mise), is returned as it is.
 */
export async function resolveShim(host: LocateHost, file: string): Promise<string> {
  for (const folder of await packageFolders(host, file)) {
    for (const candidate of nativeCandidates(host, folder)) {
      const info = await host.stat(candidate);
      if (info?.isFile && info.isExecutable) return candidate;
    }
  }
  return file;
}
