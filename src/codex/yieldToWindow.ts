import { writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** As for `nice`: what codex gets of a busy processor is a tenth of what the window gets. */
const niceness = 10;
/** Linux takes one such change in 100 ms, of all processes of a user. */
const retryMs = 150;

/**
 * Makes a server that leads its own session weigh less than the window, so that a flood from codex does not stop the
 * typing. Linux gives each session the same share of a busy processor, however little is in it (autogroups); the
 * niceness of a process counts only inside its session. Commands that codex runs have sessions of their own. Does
 * nothing where the system has no such groups. Never rejects.
 */
export async function yieldToWindow(pid: number): Promise<void> {
  if (process.platform !== 'linux') return;
  const set = (): Promise<void> => writeFile(`/proc/${pid}/autogroup`, String(niceness));
  try {
    await set();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
    await wait(retryMs, undefined, { ref: false });
    await set().catch(() => undefined);
  }
}
