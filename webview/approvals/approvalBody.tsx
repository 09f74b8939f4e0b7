import type { JSX } from 'preact';
import type { ApprovalState } from '../../src/shared/approvals/approvalState.ts';
import { t } from '../ui/l10n.ts';
import { canBeJudged } from './acceptGuard.ts';
import { CommandDetails } from './commandDetails.tsx';
import { FileDetails } from './fileDetails.tsx';
import { LinkDetails } from './linkDetails.tsx';
import { QuotedText } from './quotedText.tsx';
import { ToolDetails } from './toolDetails.tsx';

/** Why there is nothing to accept. */
function unjudgeableText(approval: ApprovalState): string {
  switch (approval.kind) {
    case 'fileChange':
      return t('Codex did not say which files it would change, so this can only be declined.');
    case 'elicitation':
      return approval.request.mode === 'url'
        ? t('This is no address of the web, so it can only be declined.')
        : t('This client cannot show what is asked for, so it can only be declined.');
    default:
      return t('Codex did not say what it would run, so this can only be declined.');
  }
}

/** Who wrote what: words that come with the question, never ours. */
function Words({ approval }: { readonly approval: ApprovalState }): JSX.Element | null {
  const { request } = approval;
  if (approval.kind === 'elicitation') {
    const text = 'message' in request ? request.message : null;
    return text ? <QuotedText source={t("The server's own words:")} text={text} /> : null;
  }
  const reason = 'reason' in request ? request.reason : null;
  return reason ? <QuotedText source={t("The model's own words:")} text={reason} /> : null;
}

function Details({ approval }: { readonly approval: ApprovalState }): JSX.Element | null {
  switch (approval.kind) {
    case 'fileChange':
      return <FileDetails approval={approval} />;
    case 'commandExecution':
      return <CommandDetails approval={approval} />;
    case 'mcpToolCall':
      return <ToolDetails approval={approval} />;
    case 'elicitation':
      return approval.request.mode === 'url' ? <LinkDetails url={approval.request.url} /> : null;
    default:
      return null;
  }
}

/** All there is to judge an approval by, but for what is filled in. */
export function ApprovalBody({ approval }: { readonly approval: ApprovalState }): JSX.Element {
  return (
    <>
      <Words approval={approval} />
      {!canBeJudged(approval) && <p class="approval-warning">{unjudgeableText(approval)}</p>}
      <Details approval={approval} />
    </>
  );
}
