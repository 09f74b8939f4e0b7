import type {
  CommandExecutionRequestApprovalParams,
  FileChangeRequestApprovalParams,
  FileUpdateChange,
  McpServerElicitationRequestParams,
  PermissionsRequestApprovalParams,
  ToolRequestUserInputParams,
} from '../../protocol/index.ts';

/** One answer a person can give. `id` is stable within its approval; the wire answer stays in the host. */
export interface ApprovalOption {
  readonly id: string;
  readonly kind:
    | 'accept'
    | 'acceptForSession'
    | 'acceptAlways'
    | 'acceptWithExecpolicyAmendment'
    | 'applyNetworkPolicyAmendment'
    | 'decline'
    | 'cancel';
  /** For amendments: exactly what will be allowed from now on, e.g. the command prefix `touch x1`. */
  readonly detail: string | null;
}

/** A value of one field of an elicitation's form. A multiple choice holds the chosen values. */
export type FormValue = string | number | boolean | readonly string[];

/** What a person filled in, where an answer is more than the choice of an option. */
export type ApprovalContent =
  /** Ids of the parts that are granted: see `permissionParts`. */
  | { readonly kind: 'permissions'; readonly granted: readonly string[] }
  /** By question id: labels of chosen options and free text, as `toWireAnswers` gives them to codex. */
  | { readonly kind: 'userInput'; readonly answers: Readonly<Record<string, UserInputAnswer>> }
  /** By the name of the form's field. A field left empty is absent. */
  | { readonly kind: 'form'; readonly values: Readonly<Record<string, FormValue>> };

/** The answer to one question: an option's label (null: none of them), and what the person wrote ('': nothing). */
export interface UserInputAnswer {
  readonly label: string | null;
  readonly text: string;
}

interface ApprovalBase {
  /** Key of the parked request in the broker. Opaque to the page. */
  readonly id: string;
  /** JSON-RPC id of the server's request (counts from 0) and the server process it belongs to. */
  readonly requestId: string | number;
  readonly generation: number;
  readonly threadId: string;
  /** null: asked outside a turn, as an MCP server may. */
  readonly turnId: string | null;
  /** null: no item is about it. */
  readonly itemId: string | null;
  readonly options: readonly ApprovalOption[];
  /** `answering` from the first answer until the server says `serverRequest/resolved`. */
  readonly status: 'pending' | 'answering';
  readonly answeredOptionId: string | null;
  /** What was filled in with the answer, for the record; secret answers are replaced by a mask. */
  readonly answeredContent: ApprovalContent | null;
}

export interface CommandApproval extends ApprovalBase {
  readonly kind: 'commandExecution';
  readonly turnId: string;
  readonly itemId: string;
  readonly request: CommandExecutionRequestApprovalParams;
  /** What would run and where: from the request, else from its item. null: the server told neither. */
  readonly command: string | null;
  readonly cwd: string | null;
}

/** Paths (absolute) of a change that are not what they seem. */
export interface ChangePlaces {
  /** In the workspace by their names, and led out of it by a link. */
  readonly linkedOutside: readonly string[];
  /** Added or moved to, and a file is there already: it would be replaced. */
  readonly replaced: readonly string[];
}

export interface FileChangeApproval extends ApprovalBase {
  readonly kind: 'fileChange';
  readonly turnId: string;
  readonly itemId: string;
  readonly request: FileChangeRequestApprovalParams;
  /** The item's changes: the request itself holds none. Empty: the item is unknown, and there is nothing to judge. */
  readonly changes: readonly FileUpdateChange[];
  /** The person changed the proposal in the review: accepting writes what the review shows. */
  readonly edited: boolean;
  /** What the disk says of the paths; null until it was looked at. */
  readonly places: ChangePlaces | null;
}

export interface PermissionsApproval extends ApprovalBase {
  readonly kind: 'permissions';
  readonly request: PermissionsRequestApprovalParams;
}

/** Questions of the model (`item/tool/requestUserInput`). */
export interface UserInputApproval extends ApprovalBase {
  readonly kind: 'userInput';
  readonly request: ToolRequestUserInputParams;
  /** When codex goes on without an answer, in Unix milliseconds; null: it waits for ever. */
  readonly deadlineMs: number | null;
}

/** An MCP server's tool call that needs approval; on the wire it is disguised as a form. */
export interface McpToolApproval extends ApprovalBase {
  readonly kind: 'mcpToolCall';
  readonly request: McpServerElicitationRequestParams;
  readonly serverName: string;
  readonly toolName: string;
  readonly toolDescription: string | null;
  /** The call's arguments as indented JSON. */
  readonly toolArguments: string;
}

/** A question of an MCP server: a form to fill in, or a page to open. */
export interface ElicitationApproval extends ApprovalBase {
  readonly kind: 'elicitation';
  readonly request: McpServerElicitationRequestParams;
}

/** A server request that waits for a person. Lives in the host's state; the resolver is in the broker. */
export type ApprovalState =
  | CommandApproval
  | FileChangeApproval
  | PermissionsApproval
  | UserInputApproval
  | McpToolApproval
  | ElicitationApproval;

/** A request that no longer waits, and what became of it. Not in codex's history: gone after a reload of the window. */
export interface SettledApproval {
  readonly approval: ApprovalState;
  /** `withdrawn`: resolved by codex or another client while it was pending here. */
  readonly outcome: 'answered' | 'withdrawn' | 'turnEnded' | 'threadClosed' | 'serverLost';
}
