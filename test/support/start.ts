import { setTimeout as delay } from 'node:timers/promises';
import { startDemo, type Demo } from './demo.ts';
import { ancestorsOf } from './processTree.ts';
import { takeScreenshot } from './screenshot.ts';
import { readStartOptions, startUsage, type StartOptions } from './startOptions.ts';

/** How long an end in the middle of the start waits for the part that is just starting. */
const startupGraceMs = 5000;

const orphanCheckMs = 1000;

/** Resolves with the reason when this process is asked to end, or when whoever started it is gone. */
function whenAskedToEnd(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
    void whenOrphaned().then(() => resolve('whoever started it is gone'));
  });
}

/**
 * npm passes not every signal on, and may be killed without one: then nobody is left who could end this process.
 * Between npm and this process are its shell and tsx.
 */
async function whenOrphaned(): Promise<void> {
  const levels = process.env['npm_execpath'] ? 3 : 1;
  const chain = async (): Promise<string> => (await ancestorsOf(process.pid, levels)).join();
  const atStart = await chain();
  do await delay(orphanCheckMs, undefined, { ref: false });
  while ((await chain()) === atStart);
}

async function run(options: StartOptions): Promise<void> {
  const askedToEnd = whenAskedToEnd();
  const starting = startDemo(options);
  const stopStarted = (): Promise<void> => starting.then((demo) => demo.stop());
  const started = await Promise.race([starting, askedToEnd]);
  if (typeof started === 'string') {
    await Promise.race([stopStarted().catch(() => undefined), delay(startupGraceMs)]);
    return;
  }
  try {
    if (options.screenshot) await showOff(started, options.screenshot, askedToEnd);
    else {
      console.log(`\nVS Code with the Codex Chat panel:\n\n  ${started.url}\n\nCtrl+C ends it.`);
      await askedToEnd;
      console.log('Ending …');
    }
  } finally {
    await started.stop();
  }
}

async function showOff(demo: Demo, file: string, askedToEnd: Promise<string>): Promise<void> {
  const interrupted = askedToEnd.then((reason) => {
    throw new Error(`interrupted (${reason})`);
  });
  await Promise.race([takeScreenshot(demo.url, file), interrupted]);
  console.log(`Wrote ${file}`);
}

async function main(): Promise<void> {
  // Whoever read our output may be gone when the end is reported.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    const options = readStartOptions(process.argv.slice(2));
    if (options.help) console.log(startUsage);
    else await run(options);
    process.exit(0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

await main();
