/** `npm run package`, after the build: packs the extension into the repository's root. */
import { repositoryRoot } from '../support/cache.ts';
import { packVsix } from '../support/packVsix.ts';

await packVsix(repositoryRoot);
