import type { AskForApproval, SandboxPolicy } from '../../src/protocol/index.ts';
import type { ThreadSettingsState } from '../../src/shared/policy/policyState.ts';
import type { ThreadSummary } from '../../src/shared/thread/threadState.ts';
import { t } from '../ui/l10n.ts';

export interface ThreadFacts {
  /** The model and its effort, for a line with little room; '' when neither is known. */
  readonly short: string;
  /** Everything that codex reports, a line each. */
  readonly lines: readonly string[];
}

function approvalText(policy: AskForApproval): string {
  switch (policy) {
    case 'never':
      return t('never asks');
    case 'on-request':
      return t('asks for what the sandbox does not allow');
    case 'untrusted':
      return t('asks before every command that is not known to be safe');
    default:
      return t("rules of Codex's configuration");
  }
}

function sandboxText(sandbox: SandboxPolicy): string {
  switch (sandbox.type) {
    case 'dangerFullAccess':
      return t('none');
    case 'externalSandbox':
      return t("another program's");
    case 'readOnly':
      return sandbox.networkAccess ? t('reads only, uses the network') : t('reads only');
    case 'workspaceWrite': {
      const writes = sandbox.networkAccess
        ? t('writes in the working folder, uses the network')
        : t('writes in the working folder');
      return [writes, ...sandbox.writableRoots].join(', ');
    }
    default:
      return sandbox satisfies never;
  }
}

/**
 * What codex reports of a thread, in words. What is not in force yet, since the thread was only read, comes from what is
 * stored of it.
 */
export function threadFacts(
  settings: ThreadSettingsState | undefined,
  summary: ThreadSummary | undefined,
): ThreadFacts {
  const model = settings?.model ?? summary?.model ?? '';
  const provider = settings?.modelProvider ?? summary?.modelProvider ?? '';
  const effort = settings ? settings.effort : (summary?.effort ?? null);
  const unknown = t('Not known yet');
  return {
    short: [model, effort].filter(Boolean).join(' · '),
    lines: [
      t('Model: {0}', model || unknown),
      t('Provider: {0}', provider || unknown),
      t('Effort: {0}', effort ?? t("the model's default")),
      t('Folder: {0}', settings?.cwd || summary?.cwd || unknown),
      t('Approvals: {0}', settings ? approvalText(settings.approvalPolicy) : unknown),
      t('Sandbox: {0}', settings ? sandboxText(settings.sandbox) : unknown),
    ],
  };
}
