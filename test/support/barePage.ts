import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { AppEvent } from '../../src/shared/appState.ts';
import type { HostToWebview, SurfaceState, WebviewToHost } from '../../src/shared/messages.ts';
import { reduceApp } from '../../src/shared/reduceApp.ts';
import { repositoryRoot } from './cache.ts';

const origin = 'http://panel.test/';
const contentTypes: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };
const document = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>:root { --vscode-font-family: sans-serif; --vscode-font-size: 13px; --vscode-editor-font-size: 12px }</style>
<link rel="stylesheet" href="main.css"></head>
<body data-l10n="{}"><div id="root"></div><script type="module" src="main.js"></script></body></html>`;

/** VS Code's API, whose state a test may bring. Text, since what compiles this file changes functions. */
const api = `globalThis.acquireVsCodeApi = () => ({
  getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
  setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  postMessage: (message) => void globalThis.receiveIntent(message),
});`;

interface BarePageOptions {
  readonly browser: Browser;
  /** What a page that reports `ready` gets. */
  readonly state: SurfaceState;
  readonly width?: number;
  readonly height?: number;
  /** What the page stored before a reload, as JSON. */
  readonly stored?: string;
  /** Called with each intent of the page, after it was noted. */
  readonly onIntent?: (intent: WebviewToHost, bare: BarePage) => void;
}

/** The built page in a browser of its own, without VS Code: a test is its host. */
export interface BarePage {
  readonly page: Page;
  /** All that the page posted. */
  readonly intents: readonly WebviewToHost[];
  /** Folds events into the state, and sends them to the page. */
  send(...events: readonly AppEvent[]): Promise<void>;
  post(message: HostToWebview): Promise<void>;
  state(): SurfaceState;
  close(): Promise<void>;
}

/** Opens the page of `dist/webview`, which must have been built, and shows it the state. */
export async function openBarePage(options: BarePageOptions): Promise<BarePage> {
  const { browser, width = 400, height = 800 } = options;
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  const intents: WebviewToHost[] = [];
  let { state } = options;
  let seq = 0;
  const post = (message: HostToWebview): Promise<void> =>
    page.evaluate((data: unknown) => window.postMessage(data, '*'), message as unknown);
  const bare: BarePage = {
    page,
    intents,
    post,
    state: () => state,
    async send(...events) {
      const from = seq;
      seq += events.length;
      state = { ...state, app: events.reduce(reduceApp, state.app) };
      await post({ type: 'events', epoch: 'E', from, events });
    },
    close: () => context.close(),
  };
  await page.exposeFunction('receiveIntent', async (value: unknown) => {
    const intent = value as WebviewToHost;
    intents.push(intent);
    if (intent.type === 'ready') await post({ type: 'snapshot', epoch: 'E', seq, state });
    options.onIntent?.(intent, bare);
  });
  await page.addInitScript({
    content: `sessionStorage.setItem('state', ${JSON.stringify(options.stored ?? 'null')});\n${api}`,
  });
  await page.route(`${origin}**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: document });
    const body = await readFile(path.join(repositoryRoot, 'dist/webview', pathname));
    return route.fulfill({ contentType: contentTypes[path.extname(pathname)] ?? '', body });
  });
  await page.goto(origin);
  return bare;
}
