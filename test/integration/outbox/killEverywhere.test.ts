import path from 'node:path';
import * as esbuild from 'esbuild';
import { after, before, describe, it } from 'mocha';
import { repositoryRoot } from '../../support/cache.ts';
import { commandCall, completed, message } from '../../support/responseEvents.ts';
import { startScriptedModel } from '../../support/scriptedModel.ts';
import { cutPoints } from './cutPoints.ts';
import { killAndReturn, type KillSetup, type Victim } from './killScenario.ts';

const victims: readonly Victim[] = ['codex', 'host', 'window'];
/** The scenarios mostly wait for processes to start and end. */
const concurrency = 3;

async function bundle(): Promise<Pick<KillSetup, 'relay' | 'window'>> {
  const outdir = path.join(repositoryRoot, 'dist', 'test', 'outbox');
  await esbuild.build({
    entryPoints: {
      relay: path.join(repositoryRoot, 'test', 'support', 'gatedCodexProcess.ts'),
      window: path.join(repositoryRoot, 'test', 'integration', 'outbox', 'windowProcess.ts'),
    },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // Bundled CommonJS calls it.
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`,
    },
    logLevel: 'error',
  });
  return { relay: path.join(outdir, 'relay.mjs'), window: path.join(outdir, 'window.mjs') };
}

// The program that holds the wire is a shell script.
const describeHere = process.platform === 'win32' ? describe.skip : describe;

describeHere('A message, whatever is killed between typing and echo', function () {
  this.timeout(120_000);
  const scenarios = cutPoints.flatMap((cut, index) =>
    victims.map((victim) => ({ cut, victim, name: `${index}-${victim}` })),
  );
  const results = new Map<string, Promise<void>>();
  let setup: KillSetup;

  before(async () => {
    const model = await startScriptedModel(({ lastUserText, toolOutputs }) =>
      lastUserText.startsWith('Touch it') && toolOutputs.length === 0
        ? [commandCall({ cmd: 'touch never.txt', sandbox_permissions: 'require_escalated' }), completed()]
        : [...message(`Echo: ${lastUserText}`), completed()],
    );
    setup = { ...(await bundle()), model };
    startAll();
  });
  after(() => setup.model.close());

  /** Starts all scenarios, a few at a time, in the order in which they are looked at. */
  function startAll(): void {
    const lanes: Promise<unknown>[] = Array.from({ length: concurrency }, () => Promise.resolve());
    for (const [index, { cut, victim, name }] of scenarios.entries()) {
      const lane = index % concurrency;
      const result = (lanes[lane] ?? Promise.resolve()).then(() => killAndReturn(setup, cut, victim, name));
      lanes[lane] = result.catch(() => undefined);
      results.set(name, result);
      result.catch(() => undefined);
    }
  }

  for (const { cut, victim, name } of scenarios)
    it(`is there once and sent once: ${cut.name}; kills ${victim}`, () => results.get(name));
});
