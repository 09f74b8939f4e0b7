import type { Frame } from 'playwright-core';
import { pinnedCodex } from '../support/codexBinary.ts';
import { createTempDirs } from '../support/tempDirs.ts';
import { bareHome } from './bareHome.ts';
import type { BenchWindow } from './benchWindow.ts';
import { findFrame } from './findFrame.ts';

/** A page that shows codex's words as they come, in a window of the benchmark: the least that any extension pays. */
export interface BareRelay {
  readonly frame: Frame;
  /** The folder that its codex works in. */
  readonly cwd: string;
  /** Sends a message; the milliseconds until the end of its answer is drawn. */
  run(text: string): Promise<number>;
  stop(): Promise<void>;
}

/** Opens such a page in an editor of `window`, on a codex of its own that asks the scripted model at `port`. */
export async function startBareRelay(window: BenchWindow, port: number): Promise<BareRelay> {
  const { page, probe } = window;
  // VS Code may leave a webview empty that opens while another one does.
  await window.panel();
  const dirs = createTempDirs();
  const home = await bareHome(dirs, port);
  await probe.openBareRelay({ codexPath: pinnedCodex(), ...home });
  const frame = await findFrame(page, 'relay');
  return {
    frame,
    cwd: home.cwd,
    run: (text) =>
      frame.evaluate(
        (message) => (globalThis as unknown as { relay(of: string): Promise<number> }).relay(message),
        text,
      ),
    stop: async () => {
      await probe.closeBareRelay();
      await dirs.remove();
    },
  };
}
