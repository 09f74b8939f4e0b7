import { RpcError, TransportLostError } from '../../../src/errors.ts';
import type { AppEvent, AppState } from '../../../src/shared/appState.ts';
import type { Store } from '../../../src/shared/store.ts';
import type { MessageThreads } from '../../../src/threads/deliveries.ts';
import { echoed, turnCompleted, turnStarted } from '../shared/outbox/outboxStates.ts';

/** What becomes of the next request: refused, or the connection is lost before or after codex has taken it. */
export type RequestFate = 'taken' | 'refused' | 'lostBefore' | 'lostAfter';

interface Taken {
  readonly clientId: string;
  readonly text: string;
}

/** One thread of a codex as far as messages go: one turn at a time, which takes its messages in when told. */
export class FakeCodexThreads implements MessageThreads {
  /** What codex has of the person's messages, in its order. */
  readonly history: Taken[] = [];
  /** The texts that steered a turn. */
  readonly steered: string[] = [];
  fate: RequestFate = 'taken';
  /** How often a turn was to be started while one ran. */
  overlaps = 0;
  private running: string | undefined;
  private isTold = false;
  private waiting: Taken[] = [];
  private turns = 0;

  constructor(private readonly store: Store<AppState, AppEvent>) {}

  async send(_threadId: string, text: string, clientId: string): Promise<string> {
    this.assertTakes();
    if (this.running) this.overlaps++;
    else {
      this.running = `U${++this.turns}`;
      this.isTold = false;
    }
    return this.take({ clientId, text });
  }

  async steer(_threadId: string, text: string, clientId: string): Promise<string> {
    this.assertTakes();
    if (!this.running) throw new RpcError('turn/steer', -32600, 'no active turn to steer');
    this.steered.push(text);
    return this.take({ clientId, text });
  }

  async refresh(_threadId: string, clientId: string): Promise<boolean> {
    const isTaken = this.history.some((taken) => taken.clientId === clientId);
    if (isTaken) this.store.dispatch([{ method: 'host/messageRemoved', params: { clientId } }]);
    return isTaken;
  }

  /** The running turn tells that it has started. */
  begin(threadId: string): void {
    if (!this.running || this.isTold) return;
    this.isTold = true;
    this.store.dispatch([turnStarted(threadId, this.running)]);
  }

  /** The running turn takes in what it was sent. */
  echo(threadId: string): void {
    this.begin(threadId);
    const taken = this.waiting;
    this.waiting = [];
    this.history.push(...taken);
    const turnId = this.running ?? '';
    this.store.dispatch(taken.map(({ clientId, text }) => echoed(threadId, turnId, clientId, text)));
  }

  /** The turn ends; what it has not taken in by then is gone. */
  end(threadId: string, status: 'completed' | 'interrupted' | 'failed'): void {
    if (!this.running) return;
    this.begin(threadId);
    const turnId = this.running;
    this.running = undefined;
    this.waiting = [];
    this.store.dispatch([turnCompleted(threadId, turnId, status)]);
  }

  /** The server dies. What it had taken in it still has. */
  lose(): void {
    this.running = undefined;
    this.waiting = [];
    this.store.dispatch([{ method: 'host/serverLost', params: { generation: 1 } }]);
  }

  private take(message: Taken): string {
    const isLost = this.fate === 'lostAfter';
    this.fate = 'taken';
    if (!isLost) {
      this.waiting.push(message);
      return this.running ?? '';
    }
    this.history.push(message);
    this.lose();
    throw new TransportLostError('lost');
  }

  private assertTakes(): void {
    const { fate } = this;
    if (fate === 'refused') {
      this.fate = 'taken';
      throw new RpcError('turn', -32600, 'refused');
    }
    if (fate !== 'lostBefore') return;
    this.fate = 'taken';
    this.lose();
    throw new TransportLostError('lost');
  }
}
