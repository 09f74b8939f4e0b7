import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as fc from 'fast-check';
import { approvalText, type ApprovalText } from '../../../src/approvals/approvalText.ts';
import { revealedText } from '../../../src/approvals/revealedText.ts';
import type { ApprovalState } from '../../../src/shared/approvals/approvalState.ts';
import { approvalStates, urlElicitation } from './approvalStates.ts';
import { commandRequest, fileChangeRequest } from './requests.ts';
import { summaryOf } from './summaries.ts';

const translate = (message: string, ...args: string[]): string =>
  message.replaceAll(/\{(\d)\}/g, (_all, index: string) => args[Number(index)] ?? '');
const summaries = { T1: summaryOf('T1', { preview: 'Make\nit' }) };
const workspace = { kind: 'ready', cwd: '/workspace', folders: ['/workspace'] } as const;
const textOf = (approval: ApprovalState): ApprovalText =>
  approvalText(approval, { summaries, workspace }, translate);
const command = approvalStates.commandExecution;
const run = (line: string): ApprovalText => textOf(command({ command: line }));

describe('approvalText', () => {
  const table: readonly [ApprovalState, title: string, subject: string, isWhole: boolean][] = [
    [command(), 'Codex asks to run a command', 'touch x1', true],
    [
      command({ cwd: '/etc' }),
      'Codex asks to run a command',
      'touch x1 · in /etc (outside the workspace)',
      true,
    ],
    [command({ command: null }), 'Codex asks to run a command', '', false],
    [
      command({
        request: commandRequest({ additionalPermissions: { network: { enabled: true }, fileSystem: null } }),
      }),
      'Codex asks to run a command',
      'touch x1',
      false,
    ],
    [
      command({
        request: commandRequest({ networkApprovalContext: { host: 'a.example', protocol: 'https' } }),
      }),
      'Codex asks for network access',
      'a.example (https) · touch x1',
      true,
    ],
    [
      command({ command: null, request: commandRequest({ kind: 'writeStdin' }) }),
      'Codex asks to type into a running process',
      '',
      false,
    ],
    [approvalStates.fileChange(), 'Codex asks to change files', 'new.txt (new)', false],
    [
      approvalStates.fileChange({
        changes: [
          { path: '/workspace/a', kind: { type: 'delete' }, diff: '' },
          { path: '/workspace/b', kind: { type: 'update', move_path: '/elsewhere/b' }, diff: '' },
          { path: '/workspace2/c', kind: { type: 'update', move_path: null }, diff: '' },
        ],
      }),
      'Codex asks to change files',
      'a (deleted), b → /elsewhere/b (outside the workspace), /workspace2/c (outside t…',
      false,
    ],
    [
      approvalStates.fileChange({ request: fileChangeRequest({ grantRoot: '/workspace' }) }),
      'Codex asks to change files',
      'new.txt (new)',
      false,
    ],
    [
      approvalStates.permissions(),
      'Codex asks for further permissions',
      'Use the network, Write /data (outside the workspace), Never touch /data/secret',
      true,
    ],
    [approvalStates.userInput(), 'Codex asks you a question', 'Red or blue?', false],
    [approvalStates.mcpToolCall(), 'Codex asks to use a tool', 'files › delete { "name": "x1" }', true],
    [approvalStates.elicitation(), 'An MCP server asks you a question', 'files: Which colour?', false],
  ];
  for (const [approval, title, subject, isWhole] of table)
    it(`${approval.kind}: ${title}: ${subject}`, () => {
      const text = textOf(approval);
      assert.deepEqual([text.title, text.subject, text.isWhole], [title, subject, isWhole]);
    });

  it('names the thread, by its root for a sub-agent', () => {
    assert.equal(textOf(command()).thread, 'Make');
    const child = { ...summaries, C: summaryOf('C', { parentThreadId: 'T1' }) };
    const text = approvalText(command({ threadId: 'C' }), { summaries: child, workspace }, translate);
    assert.equal(text.thread, 'Make');
    assert.equal(textOf(command({ threadId: 'unknown' })).thread, 'Untitled thread');
  });

  it('shortens what does not fit on a line, and then it is not the whole', () => {
    const { subject, isWhole } = run(`echo ${'x'.repeat(200)}`);
    assert.equal(Array.from(subject).length, 80);
    assert.ok(subject.endsWith('…'));
    assert.equal(isWhole, false);
  });

  it('shows line ends and what hides on the line', () => {
    assert.equal(run('a\nb').subject, 'a ↵ b');
    assert.equal(run('echo \u202Etxt').subject, 'echo ⟨U+202E⟩txt');
  });

  it('tells all of a tool call, and the whole address of a page', () => {
    const tool = textOf(approvalStates.mcpToolCall({ toolDescription: 'Deletes.' })).detail;
    for (const part of ['files', 'delete', '"name": "x1"', 'Deletes.']) assert.ok(tool.includes(part), part);
    const page = textOf(approvalStates.elicitation({ request: urlElicitation })).detail;
    assert.ok(page.includes('https://example.com/sign-in'));
  });

  it('tells every permission, the folder and the reason', () => {
    const { detail } = textOf(approvalStates.permissions());
    for (const part of ['Use the network', '/data', '/data/secret', '/workspace', 'To fetch.'])
      assert.ok(detail.includes(part), part);
  });

  it('a dialog holds every character of a command, and no line of it passes for ours', () => {
    const hostile = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 });
    const lines = fc.array(fc.oneof(hostile, fc.constant('In: /'), fc.constant('')), { minLength: 1 });
    fc.assert(
      fc.property(lines, (parts) => {
        const raw = parts.join('\n');
        if (raw === '') return;
        const { detail } = textOf(command({ command: raw, cwd: null }));
        const prefix = 'Command: ';
        assert.ok(detail.startsWith(prefix));
        const [first = '', ...rest] = detail.slice(prefix.length).split(/\n/);
        for (const line of rest) assert.ok(line.startsWith('│ '), line);
        const back = [first, ...rest.map((line) => line.slice(2))].map((line) => line.replace(/ ↵$/, ''));
        assert.equal(back.join('\n'), revealedText(raw).replaceAll('\r\n', '\n'));
      }),
    );
  });
});
