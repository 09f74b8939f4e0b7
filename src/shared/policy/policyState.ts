import type { AskForApproval, SandboxPolicy } from '../../protocol/index.ts';
import type { PolicyMode } from './policyMode.ts';

/** Who answers codex's requests for approval. */
export type Reviewer = 'user' | 'auto_review';

/** What codex reports to be in force for a thread; what we asked for shows only here once it is. */
export interface ThreadSettingsState {
  readonly cwd: string;
  readonly approvalPolicy: AskForApproval;
  readonly sandbox: SandboxPolicy;
  readonly reviewer: Reviewer;
  readonly model: string;
  readonly modelProvider: string;
  readonly effort: string | null;
  readonly isPlanMode: boolean;
}

/** What the person picked and codex does not have yet. An absent member is not changed. */
export interface PolicyChoice {
  readonly mode?: PolicyMode;
  readonly reviewer?: Reviewer;
  readonly isPlanMode?: boolean;
}

/** Which of the administrator's limits forbids a mode. */
export type ForbiddenBy = 'approvalPolicy' | 'sandbox' | 'permissionProfile';

/** What the server's configuration and its administrator say about policies. */
export interface PolicyLimits {
  /** What codex's own configuration gives a new thread; null when it says nothing. */
  readonly configured: PolicyMode | 'custom' | null;
  readonly forbidden: Readonly<Partial<Record<PolicyMode, ForbiddenBy>>>;
  /** The administrator allows permission profiles by name: the sandbox is chosen by profile. */
  readonly usesProfiles: boolean;
  readonly canAutoReview: boolean;
  readonly canPlan: boolean;
}

export interface PolicyState {
  /** By thread id; `''` is the new thread. Sent with the next new turn. */
  readonly chosen: Readonly<Record<string, PolicyChoice>>;
  /** The workspace's default for new threads, once the person has picked one. */
  readonly remembered: PolicyMode | null;
  /** null until the server was asked, or when it could not say. */
  readonly limits: PolicyLimits | null;
}

export const initialPolicyState: PolicyState = { chosen: {}, remembered: null, limits: null };

/** The key of a thread, or of the new thread (null), in `chosen`. */
export function choiceKey(threadId: string | null): string {
  return threadId ?? '';
}
