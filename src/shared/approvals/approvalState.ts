import type {
  CommandExecutionRequestApprovalParams,
  FileChangeRequestApprovalParams,
  FileUpdateChange,
} from '../../protocol/index.ts';

/** One answer a person can give. `id` is stable within its approval; the wire decision stays in the host. */
export interface ApprovalOption {
  readonly id: string;
  readonly kind:
    | 'accept'
    | 'acceptForSession'
    | 'acceptWithExecpolicyAmendment'
    | 'applyNetworkPolicyAmendment'
    | 'decline'
    | 'cancel';
  /** For amendments: exactly what will be allowed from now on, e.g. the command prefix `touch x1`. */
  readonly detail: string | null;
}

interface ApprovalBase {
  /** Key of the parked request in the broker. Opaque to the page. */
  readonly id: string;
  /** JSON-RPC id of the server's request (counts from 0) and the server process it belongs to. */
  readonly requestId: string | number;
  readonly generation: number;
  readonly threadId: string;
  readonly turnId: string;
  readonly itemId: string;
  readonly options: readonly ApprovalOption[];
  /** `answering` from the first answer until the server says `serverRequest/resolved`. */
  readonly status: 'pending' | 'answering';
  readonly answeredOptionId: string | null;
}

export interface CommandApproval extends ApprovalBase {
  readonly kind: 'commandExecution';
  readonly request: CommandExecutionRequestApprovalParams;
  /** What would run and where: from the request, else from its item. null: the server told neither. */
  readonly command: string | null;
  readonly cwd: string | null;
}

export interface FileChangeApproval extends ApprovalBase {
  readonly kind: 'fileChange';
  readonly request: FileChangeRequestApprovalParams;
  /** The item's changes: the request itself holds none. Empty: the item is unknown, and there is nothing to judge. */
  readonly changes: readonly FileUpdateChange[];
}

/** A server request that waits for a person. Lives in the host's state; the resolver is in the broker. */
export type ApprovalState = CommandApproval | FileChangeApproval;
