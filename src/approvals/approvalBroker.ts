import type { ServerRequestResults } from '../protocol/index.ts';
import type { ApprovalContent, ApprovalState } from '../shared/approvals/approvalState.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { findItem } from '../shared/thread/findItem.ts';
import { approvalRules, type ApprovalRules } from './approvalRules.ts';
import type { ApprovalContext } from './toApproval.ts';

/** Names one server request: JSON-RPC ids count from 0 in every server process. */
export interface RequestKey {
  readonly generation: number;
  readonly requestId: string | number;
}

export interface BrokerOptions {
  /** Never told what anybody answered. */
  readonly log?: { warn(message: string): void; error(message: string, error: unknown): void };
  /** The clock that deadlines are told by, in Unix milliseconds. */
  readonly now?: () => number;
}

interface Parked {
  /** Set once the state holds the approval: only then does its absence mean that it was taken away. */
  announced: boolean;
  answer(optionId: string, content: ApprovalContent | null, recordAs?: string): boolean;
  refuse(): void;
}

type Result<M extends keyof ServerRequestResults> = Promise<ServerRequestResults[M]>;

const silent = { warn: () => undefined, error: () => undefined };

/**
 * Parks the server's requests until somebody answers: a card, a modal, the diff editor or a command. The first
 * answer wins. Whatever takes a request away without an answer (the turn ends, the thread closes, the server dies,
 * this object is disposed), and whatever fails on the way to a person, refuses it.
 */
export class ApprovalBroker {
  private readonly parked = new Map<string, Parked>();
  private readonly unsubscribe: () => void;
  private readonly log: Required<BrokerOptions>['log'];
  private readonly now: () => number;
  private isDisposed = false;

  /** `instanceId` is unique to this run of the extension: ids of an earlier run must never find a request. */
  constructor(
    private readonly store: Store<AppState, AppEvent>,
    private readonly instanceId: string,
    { log = silent, now = Date.now }: BrokerOptions = {},
  ) {
    this.log = log;
    this.now = now;
    this.unsubscribe = store.subscribe(({ state }) => this.refuseRemoved(state));
  }

  /** Parks `item/commandExecution/requestApproval`. Resolves with the wire answer; never rejects. */
  askCommand(key: RequestKey, params: unknown): Result<'item/commandExecution/requestApproval'> {
    return this.ask(key, params, approvalRules.commandExecution);
  }

  /** Parks `item/fileChange/requestApproval`. Resolves with the wire answer; never rejects. */
  askFileChange(key: RequestKey, params: unknown): Result<'item/fileChange/requestApproval'> {
    return this.ask(key, params, approvalRules.fileChange);
  }

  /** Parks `item/permissions/requestApproval`. Resolves with the wire answer; never rejects. */
  askPermissions(key: RequestKey, params: unknown): Result<'item/permissions/requestApproval'> {
    return this.ask(key, params, approvalRules.permissions);
  }

  /** Parks `item/tool/requestUserInput`. Resolves with the wire answer; never rejects. */
  askUserInput(key: RequestKey, params: unknown): Result<'item/tool/requestUserInput'> {
    return this.ask(key, params, approvalRules.userInput);
  }

  /**
   * Parks `mcpServer/elicitation/request`, as a tool call's approval or as what it is. Resolves with the wire
   * answer, at once for a mode that no person is asked; never rejects.
   */
  askElicitation(key: RequestKey, params: unknown): Result<'mcpServer/elicitation/request'> {
    return this.ask(key, params, approvalRules.elicitation);
  }

  /**
   * Answers a parked request. Returns false, and does nothing, when it is not pending any more, has no such option or
   * asked for something else than was filled in: a late click, a modal that outlived its request, or what a page
   * made up.
   */
  answer(approvalId: string, optionId: string, content: ApprovalContent | null = null): boolean {
    return this.parked.get(approvalId)?.answer(optionId, content) ?? false;
  }

  /**
   * Declines a file change because what its review showed has been written here instead. It is recorded as accepted,
   * as the person chose. Returns false, and does nothing, when it is not pending any more.
   */
  answerApplied(approvalId: string): boolean {
    const parked = this.parked.get(approvalId);
    if (!parked) return false;
    this.tell({ method: 'host/proposalEdited', params: { approvalId, edited: true } });
    return parked.answer('decline', null, 'accept');
  }

  dispose(): void {
    this.isDisposed = true;
    this.unsubscribe();
    for (const id of this.parked.keys()) this.refuse(id);
  }

  private ask<S extends ApprovalState, A>(
    key: RequestKey,
    params: unknown,
    rules: ApprovalRules<S, A>,
  ): Promise<A> {
    const approval = this.isDisposed ? undefined : this.toApproval(key, params, rules);
    if (!approval || this.parked.has(approval.id))
      return Promise.resolve(rules.answerUnasked?.(params) ?? rules.refusal);
    return this.park(approval, rules);
  }

  private toApproval<S extends ApprovalState>(
    { generation, requestId }: RequestKey,
    params: unknown,
    rules: ApprovalRules<S, unknown>,
  ): S | undefined {
    const context: ApprovalContext = {
      id: `${this.instanceId}:${generation}:${JSON.stringify(requestId)}`,
      requestId,
      generation,
      nowMs: this.now(),
      findItem: (ref) => findItem(this.store.getState(), ref)?.item,
    };
    try {
      const approval = rules.toApproval(params, context);
      if (!approval) this.log.warn('codex asked for something that no person can be asked: it is refused');
      return approval;
    } catch (error) {
      this.log.error('codex sent a request that cannot be read: it is refused', error);
      return undefined;
    }
  }

  private park<S extends ApprovalState, A>(approval: S, rules: ApprovalRules<S, A>): Promise<A> {
    const { id } = approval;
    return new Promise((resolve) => {
      // Parked before anybody is told, so that a synchronous answer finds it.
      this.parked.set(id, {
        announced: false,
        answer: (optionId, content, recordAs = optionId) => {
          const answer = rules.decide(approval, optionId, content);
          if (!answer) return false;
          this.parked.delete(id);
          // The server first: whatever fails on the way to the screen, it does not wait.
          resolve(answer);
          this.recordAnswer(approval, rules, recordAs, content);
          return true;
        },
        refuse: () => resolve(rules.refusal),
      });
      this.tell({ method: 'host/approvalRequested', params: { approval } });
    });
  }

  private recordAnswer<S extends ApprovalState>(
    approval: S,
    rules: ApprovalRules<S, unknown>,
    optionId: string,
    content: ApprovalContent | null,
  ): void {
    const option = approval.options.find(({ id }) => id === optionId);
    const isAccepted = option?.kind.startsWith('accept') ?? false;
    const kept = isAccepted ? rules.toRecord(approval, content) : null;
    this.tell({
      method: 'host/approvalAnswered',
      params: { approvalId: approval.id, optionId, content: kept },
    });
  }

  /** A listener that fails must neither keep the server waiting nor leave a request that nobody can see. */
  private tell(event: AppEvent): void {
    try {
      this.store.dispatch([event]);
    } catch (error) {
      this.log.error('An approval could not be shown everywhere', error);
      this.refuseMissing(this.store.getState(), () => true);
    }
  }

  private refuseRemoved(state: AppState): void {
    this.refuseMissing(state, ({ announced }) => announced);
  }

  private refuseMissing(state: AppState, isExpected: (parked: Parked) => boolean): void {
    if (this.parked.size === 0) return;
    const present = new Set(state.approvals.map(({ id }) => id));
    for (const [id, parked] of this.parked) {
      if (present.has(id)) parked.announced = true;
      else if (isExpected(parked)) this.refuse(id);
    }
  }

  private refuse(id: string): void {
    const parked = this.parked.get(id);
    this.parked.delete(id);
    parked?.refuse();
  }
}
