import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startBareRelay, type BareRelay } from '../bareRelay.ts';
import type { BenchFamily } from '../bench.ts';
import { inPage, startBenchDemo } from '../benchWindow.ts';
import { touchedFile, touchedFiles } from '../benchScript.ts';
import { interleave, medians } from '../interleave.ts';
import { profileWindow } from '../profileWindow.ts';
import { median, p95 } from '../statistics.ts';
import { typeUntil } from '../typing.ts';

/** codex itself takes many seconds to apply such a patch. */
const deadlineMs = 240_000;

interface Sample {
  /** From the last item event of the patch until its group is complete. */
  readonly groupMs: number;
  readonly keysMs: readonly number[];
}

async function writeTouchedFiles(folder: string): Promise<void> {
  await mkdir(path.join(folder, 'touched'));
  for (let index = 0; index < touchedFiles; index++)
    await writeFile(path.join(folder, 'touched', `file${index}.txt`), touchedFile(0, index));
}

/** One patch of many files: when the source control group has all of them, and what typing is like until then. */
export const reviewTouch: BenchFamily = {
  figures: ['review.touch.group', 'review.touch.keystroke'],
  async run({ repeats, profile, note }) {
    const bench = await startBenchDemo();
    let relay: BareRelay | undefined;
    try {
      const window = await bench.openWindow();
      await writeTouchedFiles(bench.demo.workspace);
      const bare = await startBareRelay(window, bench.demo.model?.port ?? 0);
      relay = bare;
      await writeTouchedFiles(bare.cwd);
      const floors: number[] = [];
      await window.probe.execute('workbench.view.scm');
      let version = 0;
      const touch = async (): Promise<Sample> => {
        await window.newThread();
        const panel = await window.panel();
        const command = `touch ${version} `;
        version += 1;
        await window.probe.startReads('"status":"completed"');
        const rows = inPage(window.page.mainFrame(), 'awaitTreeItem', command, `${touchedFiles}`, deadlineMs);
        const run = inPage(panel, 'sendAndAwait', command, 'endofrun', deadlineMs);
        await panel.locator('[data-turn-id]').first().waitFor();
        const keysMs = await typeUntil(panel, Promise.all([run, rows]), 20);
        const readAt = await window.probe.firstReadAt();
        if (readAt === null) throw new Error('The patch was not applied.');
        const groupMs = (await rows) - readAt;
        await window.probe.execute('codexChat.keepAllChanges');
        return { groupMs, keysMs };
      };
      const quiet = async (): Promise<Sample> => {
        await window.newThread();
        return { groupMs: 0, keysMs: await typeUntil(await window.panel(), Promise.resolve(), 60) };
      };
      const samples = await interleave(repeats, {
        baseline: quiet,
        subject: async () => {
          floors.push(p95(await typeUntil(bare.frame, bare.run(`touch ${version} `), 20)));
          return touch();
        },
      });
      note(
        `review.touch: ${samples.subject.map(({ groupMs }) => Math.round(groupMs))} ms; keys ` +
          `${samples.subject.map(({ keysMs }) => p95(keysMs).toFixed(1))}, with nothing of ours ${floors.map((ms) => ms.toFixed(1))} ms`,
      );
      if (profile) await profileWindow(window, touch, note);
      const { value } = medians(samples, ({ groupMs }) => groupMs);
      return [
        { name: 'review.touch.group', value: value / 1000, baseline: null },
        {
          name: 'review.touch.keystroke',
          ...medians(samples, ({ keysMs }) => p95(keysMs)),
          floor: median(floors.slice(1)),
        },
      ];
    } finally {
      await relay?.stop();
      await bench.stop();
    }
  },
};
