import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** One line of the wire, in the order it was seen: `in` from codex, `out` to it. */
export interface WireLine {
  readonly dir: 'in' | 'out';
  readonly line: WireMessage;
}

export interface WireMessage {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/**
 * The smallest client of a codex app-server: lines of JSON over stdio and nothing else. It records sessions, and
 * shows what the wire does without any code of the extension.
 */
export class BareClient {
  readonly log: WireLine[] = [];
  private nextId = 1;
  private readonly child: ChildProcess;
  private readonly listeners = new Set<(message: WireMessage) => void>();

  constructor(codexPath: string, codexHome: string) {
    this.child = spawn(codexPath, ['app-server'], {
      env: { ...process.env, CODEX_HOME: codexHome },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    // One for each answer that is waited for.
    this.child.setMaxListeners(0);
    if (!this.child.stdout) throw new Error('codex has no stdout');
    createInterface({ input: this.child.stdout, crlfDelay: Infinity }).on('line', (text) => {
      const line = JSON.parse(text) as WireMessage;
      this.log.push({ dir: 'in', line });
      for (const listener of this.listeners) listener(line);
    });
  }

  /** Sends a request and resolves with its result; rejects with the server's message. */
  async request(method: string, params: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const id = this.nextId++;
    const answer = this.next((message) => message.id === id && message.method === undefined);
    this.send({ id, method, params });
    const { result, error } = await answer;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result as Record<string, unknown>;
  }

  send(line: WireMessage): void {
    this.log.push({ dir: 'out', line });
    this.child.stdin?.write(`${JSON.stringify(line)}\n`);
  }

  /** Resolves with the next message that fits. */
  next(fits: (message: WireMessage) => boolean): Promise<WireMessage> {
    return new Promise((resolve, reject) => {
      const listener = (message: WireMessage): void => {
        if (!fits(message)) return;
        this.listeners.delete(listener);
        resolve(message);
      };
      this.listeners.add(listener);
      this.child.once('exit', () => reject(new Error('codex exited')));
    });
  }

  onMessage(listener: (message: WireMessage) => void): void {
    this.listeners.add(listener);
  }

  async initialize(): Promise<void> {
    await this.request('initialize', {
      clientInfo: { name: 'codex_chat_panel_test', title: 'Codex Chat Panel tests', version: '0.0.0' },
      capabilities: { experimentalApi: true, requestAttestation: false },
    });
    this.send({ method: 'initialized' });
  }

  /** Ends codex the way a client should: by ending its input. */
  async close(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.stdin?.end();
    await exited;
  }
}
