import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import type { Browser, BrowserContext, CDPSession, Frame, Page } from 'playwright-core';
import { repositoryRoot } from '../support/cache.ts';
import { launchBrowser } from '../support/chromium.ts';
import { startDemo, type Demo, type DemoOptions } from '../support/demo.ts';
import { openWorkbench, panelFrame } from '../support/panelPage.ts';
import { createTempDirs } from '../support/tempDirs.ts';
import { benchScript } from './benchScript.ts';
import type { BenchPage } from './page/benchPage.ts';
import { installProbe, type InstalledProbe, type Probe } from './probe/installProbe.ts';

/** Turns ask for nothing: what a person takes to answer is in no figure. */
export const unattended = 'sandbox_mode = "danger-full-access"\napproval_policy = "never"';

/** A VS Code server, a browser and a model: what windows are measured in. */
export interface BenchDemo {
  readonly demo: Demo;
  readonly browser: Browser;
  /** Opens a window in a profile of its own. */
  openWindow(options?: { readonly emptyWindow?: boolean }): Promise<BenchWindow>;
  stop(): Promise<void>;
}

export interface BenchWindow {
  readonly page: Page;
  readonly probe: Probe;
  /** The panel's frame, with the functions of `benchPage.ts` in it. Ask again after a reload. */
  panel(): Promise<Frame>;
  /** Shows the start of a new thread, and resolves when the page shows it. */
  newThread(): Promise<void>;
  close(): Promise<void>;
}

let pageScript: Promise<string> | undefined;

async function buildPageScript(): Promise<string> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [path.join(repositoryRoot, 'test', 'bench', 'page', 'benchPage.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  return outputFiles[0]?.text ?? '';
}

/** Starts a server with the probe in it, and a browser. Throws, leaving nothing behind, when a part fails. */
export async function startBenchDemo(options: DemoOptions = {}): Promise<BenchDemo> {
  const dirs = createTempDirs();
  pageScript ??= buildPageScript();
  const script = await pageScript;
  let demo: Demo | undefined;
  let browser: Browser | undefined;
  const stop = async (): Promise<void> => {
    await browser?.close();
    await demo?.stop();
    await dirs.remove();
  };
  try {
    const extensionsDir = path.join(await dirs.make('extensions'), 'e');
    await mkdir(extensionsDir);
    const probes = await installProbe(extensionsDir);
    const started = await startDemo({
      script: benchScript,
      configToml: unattended,
      extensionsDir,
      ...options,
    });
    demo = started;
    const launched = await launchBrowser();
    browser = launched;
    return {
      demo: started,
      browser: launched,
      openWindow: ({ emptyWindow } = {}) => {
        const url = emptyWindow ? started.server.url({ folder: started.workspace }) : started.url;
        return openWindow(launched, url, script, probes);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openWindow(
  browser: Browser,
  url: string,
  script: string,
  probes: InstalledProbe,
): Promise<BenchWindow> {
  const prepare = (context: BrowserContext): Promise<void> => context.addInitScript({ content: script });
  const page = await openWorkbench(browser, url, undefined, prepare);
  const probe = await probes.next();
  const panel = async (): Promise<Frame> => {
    const frame = await panelFrame(page);
    await frame.evaluate(script);
    return frame;
  };
  return {
    page,
    probe,
    panel,
    newThread: async () => {
      await probe.execute('codexChat.newThread');
      await (await panel()).locator('[data-turn-id]').first().waitFor({ state: 'detached' });
    },
    close: () => page.context().close(),
  };
}

/** The functions of `benchPage.ts`, inside a function given to `evaluate`. */
export type BenchGlobal = { readonly codexBench: BenchPage };

/** Processor time of all pages of the browser so far, in milliseconds; one window should be open. */
export async function pageCpuMs(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const seconds = processInfo.filter(({ type }) => type === 'renderer').map(({ cpuTime }) => cpuTime);
    return seconds.reduce((sum, cpuTime) => sum + cpuTime, 0) * 1000;
  } finally {
    await session.detach();
  }
}

/** The JavaScript heap of a frame's process after a collection of garbage, in bytes. */
export async function pageHeapBytes(frame: Frame): Promise<number> {
  const session = await sessionOf(frame);
  try {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  } finally {
    await session.detach();
  }
}

/** A frame in a process of its own has a session of its own; others share their page's. */
async function sessionOf(frame: Frame): Promise<CDPSession> {
  const context = frame.page().context();
  return context.newCDPSession(frame).catch(() => context.newCDPSession(frame.page()));
}
