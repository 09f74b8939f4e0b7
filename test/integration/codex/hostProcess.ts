/** Stands in for an extension host that dies: starts the program named by the first argument, tells its id, stays. */
import os from 'node:os';
import { CodexProcess } from '../../../src/codex/codexProcess.ts';

const codex = await CodexProcess.start({
  path: process.argv[2] ?? '',
  args: ['app-server'],
  cwd: os.tmpdir(),
  env: process.env,
});
process.send?.(codex.pid);
