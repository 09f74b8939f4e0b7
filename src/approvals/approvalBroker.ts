import type {
  CommandExecutionRequestApprovalParams,
  CommandExecutionRequestApprovalResponse,
  FileChangeRequestApprovalParams,
  FileChangeRequestApprovalResponse,
} from '../protocol/index.ts';
import type { ApprovalContent, ApprovalState, CommandApproval } from '../shared/approvals/approvalState.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { Store } from '../shared/store.ts';
import { findItem } from '../shared/thread/findItem.ts';
import { commandDecisions, fileChangeDecisions, findDecision } from './decisions.ts';

/** Names one server request: JSON-RPC ids count from 0 in every server process. */
export interface RequestKey {
  readonly generation: number;
  readonly requestId: string | number;
}

type Answer = CommandExecutionRequestApprovalResponse | FileChangeRequestApprovalResponse;

interface Parked {
  /** Set once the state holds the approval: only then does its absence mean that it was taken away. */
  announced: boolean;
  answer(optionId: string, content: ApprovalContent | null): boolean;
  decline(): void;
}

/**
 * Parks the server's approval requests until somebody answers: a card, a modal, the diff editor or a command.
 * The first answer wins. Whatever takes a request away without an answer (the turn ends, the thread closes, the
 * server dies, this object is disposed) declines it.
 */
export class ApprovalBroker {
  private readonly parked = new Map<string, Parked>();
  private readonly unsubscribe: () => void;

  /** `instanceId` is unique to this run of the extension: ids of an earlier run must never find a request. */
  constructor(
    private readonly store: Store<AppState, AppEvent>,
    private readonly instanceId: string,
  ) {
    this.unsubscribe = store.subscribe(({ state }) => this.declineRemoved(state));
  }

  /** Parks `item/commandExecution/requestApproval`. Resolves with the wire answer; never rejects. */
  askCommand(
    key: RequestKey,
    request: CommandExecutionRequestApprovalParams,
  ): Promise<CommandExecutionRequestApprovalResponse> {
    const decisions = commandDecisions(request);
    const options = decisions.map(({ option }) => option);
    const item = findItem(this.store.getState(), request)?.item;
    const known = item?.type === 'commandExecution' ? item : undefined;
    const command = request.command ?? known?.command ?? null;
    const cwd = request.cwd ?? known?.cwd ?? null;
    const base = this.toBase(key, request);
    return this.park({ ...base, kind: 'commandExecution', request, command, cwd, options }, (optionId) => {
      const decision = findDecision(decisions, optionId);
      return decision && { decision };
    });
  }

  /** Parks `item/fileChange/requestApproval`. Resolves with the wire answer; never rejects. */
  askFileChange(
    key: RequestKey,
    request: FileChangeRequestApprovalParams,
  ): Promise<FileChangeRequestApprovalResponse> {
    const decisions = fileChangeDecisions();
    const options = decisions.map(({ option }) => option);
    const item = findItem(this.store.getState(), request)?.item;
    const changes = item?.type === 'fileChange' ? item.changes : [];
    const base = this.toBase(key, request);
    return this.park(
      { ...base, kind: 'fileChange', request, changes, edited: false, options },
      (optionId) => {
        const decision = findDecision(decisions, optionId);
        return decision && { decision };
      },
    );
  }

  /**
   * Answers a parked request. Returns false, and does nothing, when it is not pending any more or has no such
   * option: a late click, a modal that outlived its request, or an id that a page made up.
   */
  answer(approvalId: string, optionId: string, content: ApprovalContent | null = null): boolean {
    return this.parked.get(approvalId)?.answer(optionId, content) ?? false;
  }

  dispose(): void {
    this.unsubscribe();
    for (const parked of this.parked.values()) parked.decline();
    this.parked.clear();
  }

  private park<A extends Answer>(
    approval: ApprovalState,
    toAnswer: (optionId: string) => A | undefined,
  ): Promise<A | { decision: 'decline' }> {
    return new Promise((resolve) => {
      // Parked before anybody is told, so that a synchronous answer finds it.
      this.parked.set(approval.id, {
        announced: false,
        answer: (optionId, content) => {
          const answer = toAnswer(optionId);
          if (!answer) return false;
          this.parked.delete(approval.id);
          // The server first: whatever fails on the way to the screen, it does not wait.
          resolve(answer);
          this.store.dispatch([
            { method: 'host/approvalAnswered', params: { approvalId: approval.id, optionId, content } },
          ]);
          return true;
        },
        decline: () => resolve({ decision: 'decline' }),
      });
      this.store.dispatch([{ method: 'host/approvalRequested', params: { approval } }]);
    });
  }

  private declineRemoved(state: AppState): void {
    if (this.parked.size === 0) return;
    const present = new Set(state.approvals.map(({ id }) => id));
    for (const [id, parked] of this.parked) {
      if (present.has(id)) parked.announced = true;
      else if (parked.announced) {
        this.parked.delete(id);
        parked.decline();
      }
    }
  }

  private toBase(
    key: RequestKey,
    request: { threadId: string; turnId: string; itemId: string },
  ): Pick<
    CommandApproval,
    | 'id'
    | 'requestId'
    | 'generation'
    | 'threadId'
    | 'turnId'
    | 'itemId'
    | 'status'
    | 'answeredOptionId'
    | 'answeredContent'
  > {
    return {
      id: `${this.instanceId}:${key.generation}:${JSON.stringify(key.requestId)}`,
      requestId: key.requestId,
      generation: key.generation,
      threadId: request.threadId,
      turnId: request.turnId,
      itemId: request.itemId,
      status: 'pending',
      answeredOptionId: null,
      answeredContent: null,
    };
  }
}
