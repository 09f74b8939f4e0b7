import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { repositoryRoot } from '../support/cache.ts';

/**
 * Packs the built extension into `<name>-<version>.vsix` in the repository's root; vsce prints its files and size.
 * Everything it needs at run time is bundled, so no dependency is packed.
 */
async function packageVsix(): Promise<void> {
  const text = await readFile(path.join(repositoryRoot, 'package.json'), 'utf8');
  const { name, version } = JSON.parse(text) as { name: string; version: string };
  await createVSIX({
    cwd: repositoryRoot,
    packagePath: path.join(repositoryRoot, `${name}-${version}.vsix`),
    dependencies: false,
    // Both would need the address of a public repository, which a fork or a private copy does not have.
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
}

await packageVsix();
