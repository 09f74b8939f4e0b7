import { writeFile } from 'node:fs/promises';
import Mocha from 'mocha';
import * as vscode from 'vscode';
import { defineManifestTests } from './manifestTests.ts';

/** What the runner outside reads when the tests are over. */
export interface HostTestReport {
  readonly failures: readonly { title: string; message: string }[];
  readonly passed: number;
}

/** Runs the tests inside the extension host. The report goes to the file named by the setting, if there is one. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000 });
  mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, 'host', mocha);
  defineManifestTests();
  const failures: { title: string; message: string }[] = [];
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
    runner.on('fail', (test, error: Error) =>
      failures.push({ title: test.fullTitle(), message: String(error.stack) }),
    );
  });
  const report: HostTestReport = { failures, passed: stats?.passes ?? 0 };
  const file = vscode.workspace.getConfiguration('codexChatTest').get<string>('reportFile');
  if (file) await writeFile(file, JSON.stringify(report));
  if (failures.length > 0)
    throw new Error(failures.map(({ title, message }) => `${title}: ${message}`).join('\n'));
}
