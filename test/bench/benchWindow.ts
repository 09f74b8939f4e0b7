import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { repositoryRoot } from '../support/cache.ts';
import { launchBrowser } from '../support/chromium.ts';
import { startDemo, type Demo, type DemoOptions } from '../support/demo.ts';
import { openWorkbench, panelFrame } from '../support/panelPage.ts';
import { createTempDirs } from '../support/tempDirs.ts';
import { benchScript } from './benchScript.ts';
import type { BenchPage } from './page/benchPage.ts';
import { installEmptyView } from './probe/installEmptyView.ts';
import { installProbe, type InstalledProbe, type Probe } from './probe/installProbe.ts';

/** Turns ask for nothing, and nobody is asked whether they may: what a person takes to answer is in no figure. */
export const unattended = 'sandbox_mode = "workspace-write"\napproval_policy = "never"';

/** A VS Code server, a browser and a model: what windows are measured in. */
export interface BenchDemo {
  readonly demo: Demo;
  readonly browser: Browser;
  /** Opens a window in a profile of its own. */
  openWindow(options?: WindowOptions): Promise<BenchWindow>;
  stop(): Promise<void>;
}

export interface WindowOptions {
  /** A window without the extension under test. */
  readonly without?: boolean;
  /** Sent by the page itself as soon as its message box can be used. */
  readonly sendWhenUsable?: string;
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
    await installEmptyView(extensionsDir);
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
      openWindow: ({ without, sendWhenUsable } = {}) => {
        const url = without ? started.server.url({ folder: started.workspace }) : started.url;
        const order = sendWhenUsable
          ? `globalThis.codexBenchSend = ${JSON.stringify(sendWhenUsable)};\n`
          : '';
        return openWindow(launched, url, order + script, probes);
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
  const prepare = async (context: BrowserContext): Promise<void> => {
    await context.addInitScript({ content: script });
  };
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

interface BenchGlobal {
  readonly codexBench: BenchPage;
}

/** Calls a function of `benchPage.ts` in a frame. */
export function inPage<M extends keyof BenchPage>(
  frame: Frame,
  method: M,
  ...args: Parameters<BenchPage[M]>
): Promise<Awaited<ReturnType<BenchPage[M]>>> {
  const call = ([name, values]: readonly [keyof BenchPage, readonly unknown[]]): unknown => {
    const { codexBench } = globalThis as unknown as BenchGlobal;
    return (codexBench[name] as (...all: readonly unknown[]) => unknown)(...values);
  };
  return frame.evaluate(call, [method, args] as const) as Promise<Awaited<ReturnType<BenchPage[M]>>>;
}

/** Processor time of the process behind a window's page so far, in milliseconds. */
export async function pageCpuMs(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('Performance.enable');
    const { metrics } = await session.send('Performance.getMetrics');
    const found = metrics.find(({ name }) => name === 'ProcessTime');
    if (!found) throw new Error('This browser does not tell the processor time of a page.');
    return found.value * 1000;
  } finally {
    await session.detach();
  }
}

/** The JavaScript heap of a window's page and the frames in its process after a collection of garbage, in bytes. */
export async function pageHeapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  } finally {
    await session.detach();
  }
}
