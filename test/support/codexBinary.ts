import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { installPackage, repositoryRoot } from './cache.ts';

/** The oldest codex release the extension supports. */
export const oldestCodexVersion = '0.153.4';

/**
 * The absolute path of the native codex binary behind the pinned devDependency. It is used instead of the script
 * in `node_modules/.bin`, which is a `.cmd` on Windows and one more process everywhere.
 * Throws when npm has not installed the package of this platform.
 */
export function pinnedCodex(): string {
  const name = `codex-${process.platform}-${process.arch}`;
  const modules = path.join(repositoryRoot, 'node_modules', '@openai');
  const nested = path.join(modules, 'codex', 'node_modules', '@openai', name);
  return nativeBinary(existsSync(nested) ? nested : path.join(modules, name));
}

/** Brings the oldest supported codex into the cache and returns the absolute path of its native binary. */
export async function oldestCodex(): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  const packageDir = await installPackage({
    name: '@openai/codex',
    // codex publishes its binaries as versions of the one package.
    version: `${oldestCodexVersion}-${platform}`,
    into: `codex-${oldestCodexVersion}-${platform}`,
    label: `codex ${oldestCodexVersion}`,
  });
  return nativeBinary(packageDir);
}

function nativeBinary(packageDir: string): string {
  const vendor = path.join(packageDir, 'vendor');
  const triples = existsSync(vendor) ? readdirSync(vendor) : [];
  const name = process.platform === 'win32' ? 'codex.exe' : 'codex';
  const binary = triples
    .map((triple) => path.join(vendor, triple, 'bin', name))
    .find((file) => existsSync(file));
  if (!binary) throw new Error(`No codex binary in ${packageDir}: run npm ci (with optional dependencies).`);
  return binary;
}
