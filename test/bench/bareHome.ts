import { writeCodexHome } from '../support/scriptedModel.ts';
import type { TempDirs } from '../support/tempDirs.ts';
import { unattended } from './benchWindow.ts';

/** Makes what a client beside the window needs (absolute paths): a codex home that asks the model at `port`, and a folder. */
export async function bareHome(dirs: TempDirs, port: number): Promise<{ codexHome: string; cwd: string }> {
  const codexHome = await dirs.makeCodexHome();
  await writeCodexHome(codexHome, { port, extraToml: unattended });
  return { codexHome, cwd: await dirs.make('bare') };
}
