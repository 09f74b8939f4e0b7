/**
 * Stands between a host and the real codex: relays their lines, and holds one of them when told to. Arguments: the
 * port of the test, the real codex, then codex's own.
 */
import { spawn } from 'node:child_process';
import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import type { GateHold, GateReport } from './gatedCodex.ts';

interface Line {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: { readonly item?: { readonly type: string } };
}

const [port = '', codex = '', ...args] = process.argv.slice(2);
const control = createConnection({ port: Number(port), host: '127.0.0.1' });
const report = (message: GateReport): void => void control.write(`${JSON.stringify(message)}\n`);
const orders = createInterface({ input: control })[Symbol.asyncIterator]();
const hold = JSON.parse(String((await orders.next()).value)) as GateHold | null;

const child = spawn(codex, args, { stdio: ['pipe', 'pipe', 'inherit'] });
report({ pid: child.pid ?? 0 });
const methods = new Map<string, string>();
let seen = 0;

function isHeld(dir: 'in' | 'out', text: string): boolean {
  const line = JSON.parse(text) as Line;
  const isResponse = line.method === undefined;
  if (dir === 'out' && line.method !== undefined && line.id !== undefined)
    methods.set(String(line.id), line.method);
  const method = isResponse ? methods.get(String(line.id)) : line.method;
  if (!hold || hold.dir !== dir || hold.method !== method || (hold.response ?? false) !== isResponse)
    return false;
  if (hold.itemType !== undefined && line.params?.item?.type !== hold.itemType) return false;
  return ++seen === (hold.nth ?? 1);
}

/** Told before an item is stored: codex is given until it says something else. */
function isAboutHeld(text: string): boolean {
  return hold?.itemType !== undefined && (JSON.parse(text) as Line).params?.item?.type === hold.itemType;
}

function relay(dir: 'in' | 'out', from: NodeJS.ReadableStream, to: NodeJS.WritableStream): void {
  let isStopped = false;
  to.on('error', () => undefined);
  createInterface({ input: from, crlfDelay: Infinity })
    .on('line', (text) => {
      if (isStopped) {
        if (hold?.kills && !isAboutHeld(text)) child.kill('SIGKILL');
        return;
      }
      if (!isHeld(dir, text)) {
        to.write(`${text}\n`);
        return;
      }
      // What comes after it waits too, unless only this line is late.
      isStopped = hold?.only !== true;
      if (hold?.passes) to.write(`${text}\n`);
      if (hold?.kills && (hold.passes || hold.itemType === undefined)) child.kill('SIGKILL');
      report({ held: true });
    })
    .on('close', () => to.end());
}

if (child.stdout && child.stdin) {
  relay('in', child.stdout, process.stdout);
  relay('out', process.stdin, child.stdin);
}
child.once('close', (code) => {
  control.end();
  process.exit(code ?? 1);
});
