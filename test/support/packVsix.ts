import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { repositoryRoot } from './cache.ts';

/**
 * Packs the built extension into `<name>-<version>.vsix` in `folder` (absolute) and returns its path; vsce prints
 * its files and size. Everything it needs at run time is bundled, so no dependency is packed.
 */
export async function packVsix(folder: string): Promise<string> {
  const text = await readFile(path.join(repositoryRoot, 'package.json'), 'utf8');
  const { name, version } = JSON.parse(text) as { name: string; version: string };
  const packagePath = path.join(folder, `${name}-${version}.vsix`);
  await createVSIX({
    cwd: repositoryRoot,
    packagePath,
    dependencies: false,
    // Both would need the address of a public repository, which a fork or a private copy does not have.
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  return packagePath;
}
