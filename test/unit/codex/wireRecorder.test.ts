import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { redactSecrets } from '../../../src/codex/redactSecrets.ts';
import { createWireRecorder } from '../../../src/codex/wireRecorder.ts';

describe('createWireRecorder', () => {
  let dir: string;
  beforeEach(async () => (dir = await mkdtemp(path.join(os.tmpdir(), 'codex-chat-recorder-'))));
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('writes both directions as JSON lines, redacted, also what is no JSON', async () => {
    const file = path.join(dir, 'wire.jsonl');
    const recorder = createWireRecorder(file, assert.fail);
    recorder.record('out', '{"id":1,"params":{"apiKey":"sk-1","text":"\u2028"}}');
    recorder.record('in', '{"id":1,');
    await recorder.close();
    recorder.record('in', '{"late":true}');
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line) as unknown),
      [
        { dir: 'out', line: { id: 1, params: { apiKey: '[redacted]', text: '\u2028' } } },
        { dir: 'in', line: '{"id":1,' },
      ],
    );
  });

  it('tells once when it cannot write', async () => {
    const errors: Error[] = [];
    const failed = new Promise<void>((resolve) => {
      const recorder = createWireRecorder(path.join(dir, 'none', 'wire.jsonl'), (error) => {
        errors.push(error);
        recorder.record('in', '{}');
        void recorder.close().then(resolve);
      });
      recorder.record('in', '{}');
    });
    await failed;
    assert.equal(errors.length, 1);
  });
});

describe('redactSecrets', () => {
  const cases: [string, string][] = [
    ['{"accessToken":"a\\"b","x":"y"}', '{"accessToken":"[redacted]","x":"y"}'],
    ['{"apiKey": "cut in the mid', '{"apiKey": "[redacted]"'],
    ['{"apiKey":"cut\\', '{"apiKey":"[redacted]"'],
    ['{"answers":["A","user_note: my \\"key\\" "]}', '{"answers":["A","user_note: [redacted]"]}'],
    ['{"text":"a \\"user_note: b\\" c"}', '{"text":"a \\"user_note: b\\" c"}'],
    ['{"tokenUsage":"stays","token":7}', '{"tokenUsage":"stays","token":7}'],
  ];
  for (const [line, expected] of cases) it(line, () => assert.equal(redactSecrets(line), expected));
});
