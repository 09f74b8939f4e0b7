import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before } from 'mocha';
import type { Browser, Frame, Page } from 'playwright-core';
import { repositoryRoot } from '../support/cache.ts';
import { launchBrowser } from '../support/chromium.ts';
import { oldestCodex } from '../support/codexBinary.ts';
import { startDemo, type Demo, type DemoOptions } from '../support/demo.ts';
import { openWorkbench, panelFrame } from '../support/panelPage.ts';
import { createTempDirs } from '../support/tempDirs.ts';
import { createE2eModel, type E2eModel } from './e2eScript.ts';

/** `npm run test:min` sets it: the oldest supported codex and VS Code instead of the newest. */
const oldest = process.env.CODEX_CHAT_TEST_OLDEST === '1';

/** What the tests of one file share: one VS Code server, one codex home, one browser. */
export interface Fixture {
  readonly demo: Demo;
  readonly model: E2eModel;
  readonly browser: Browser;
  page: Page;
  panel: Frame;
  /** Finds the panel again after its page was reloaded. */
  findPanel(): Promise<Frame>;
  /** Reads a file of the workspace; undefined when it is absent. */
  readFile(name: string): Promise<string | undefined>;
  /** What went over the wire to and from codex so far, with secrets taken out: lines of JSON. */
  readWireLog(): Promise<string>;
  /** Writes the files that `wholePatch` changes. */
  writePatchFiles(): Promise<void>;
}

/** Sets up everything before the tests of a `describe`, and leaves artifacts of every failing test. */
export function useFixture(options: DemoOptions = {}): Fixture {
  const fixture = {} as { -readonly [K in keyof Fixture]: Fixture[K] };
  const dirs = createTempDirs();
  const serverLog: string[] = [];
  const consoleLog: string[] = [];
  let wireLog = '';

  before(async function setUp() {
    this.timeout(300_000);
    fixture.model = createE2eModel();
    wireLog = path.join(await dirs.make('wire'), 'wire.jsonl');
    fixture.demo = await startDemo({
      version: oldest ? 'oldest' : 'latest',
      // The oldest codex does not know the model that the newest is tested with.
      ...(oldest && { codexPath: await oldestCodex(), modelSlug: 'gpt-5.5' }),
      script: fixture.model.script,
      onLog: (line) => serverLog.push(line),
      ...options,
      settings: { 'codexChat.wireLogFile': wireLog, ...options.settings },
    });
    fixture.browser = await launchBrowser();
    fixture.page = await openWorkbench(fixture.browser, fixture.demo.url);
    fixture.page.on('console', (message) => consoleLog.push(`${message.type()}: ${message.text()}`));
    // The first start of a window on a busy machine takes its time.
    if (options.showPanel !== false) fixture.panel = await panelFrame(fixture.page, 120_000);
  });

  afterEach(async function keepArtifacts() {
    if (this.currentTest?.state !== 'failed') return;
    const name = this.currentTest
      .fullTitle()
      .replaceAll(/[^a-z0-9]+/gi, '-')
      .slice(0, 100);
    const dir = path.join(repositoryRoot, 'test', '.artifacts', name);
    await mkdir(dir, { recursive: true });
    await fixture.page?.screenshot({ path: path.join(dir, 'window.png') });
    await writeFile(path.join(dir, 'console.log'), consoleLog.join('\n'));
    await writeFile(path.join(dir, 'host.log'), serverLog.join('\n'));
    if (existsSync(wireLog)) await writeFile(path.join(dir, 'wire.jsonl'), await readFile(wireLog));
  });

  after(async function tearDown() {
    this.timeout(60_000);
    await fixture.browser?.close();
    await fixture.demo?.stop();
    await dirs.remove();
  });

  fixture.findPanel = async () => {
    fixture.panel = await panelFrame(fixture.page);
    return fixture.panel;
  };
  fixture.readFile = async (name) => {
    const file = path.join(fixture.demo.workspace, name);
    return existsSync(file) ? readFile(file, 'utf8') : undefined;
  };
  fixture.readWireLog = () => readFile(wireLog, 'utf8');
  fixture.writePatchFiles = async () => {
    const write = (name: string, text: string): Promise<void> =>
      writeFile(path.join(fixture.demo.workspace, name), text);
    await write('update.txt', 'first\nsecond\nthird\n');
    await write('gone.txt', 'delete me\n');
    await write('old-name.txt', 'before\n');
  };
  return fixture;
}
