import type { ApprovalOption, ApprovalState } from '../../src/shared/approvals/approvalState.ts';
import { t } from '../ui/l10n.ts';

type OptionKind = ApprovalOption['kind'];
type Words = Partial<Record<OptionKind, string>>;

/** Words of a kind of approval, where the common ones below would not say what the answer does. */
function ownWords(approval: ApprovalState): Words {
  switch (approval.kind) {
    case 'commandExecution':
      return approval.request.networkApprovalContext
        ? { accept: t('Allow Once'), acceptForSession: t('Allow for Session') }
        : {};
    case 'fileChange':
      return {};
    case 'permissions':
      return {
        accept: t('Grant for This Turn'),
        acceptForSession: t('Grant for Session'),
        decline: t('Deny'),
        cancel: t('Deny and Stop Turn'),
      };
    case 'userInput': {
      const several = approval.request.questions.length > 1;
      return {
        accept: several ? t('Send Answers') : t('Send Answer'),
        decline: several ? t('Skip the Questions') : t('Skip the Question'),
        cancel: t('Skip and Stop Turn'),
      };
    }
    case 'mcpToolCall':
      return {
        accept: t('Allow Once'),
        acceptForSession: t('Allow for Session'),
        acceptAlways: t('Always Allow'),
        cancel: t('Cancel the Call'),
      };
    case 'elicitation':
      return { accept: approval.request.mode === 'url' ? t('Open Link') : t('Submit'), cancel: t('Cancel') };
  }
}

function commonWords(kind: OptionKind): string {
  switch (kind) {
    case 'accept':
      return t('Accept');
    case 'acceptForSession':
      return t('Accept for Session');
    case 'acceptAlways':
      return t('Always Accept');
    case 'acceptWithExecpolicyAmendment':
      return t("Accept, and don't ask again for commands starting with");
    case 'applyNetworkPolicyAmendment':
      return t('From now on, for the network:');
    case 'decline':
      return t('Decline');
    case 'cancel':
      return t('Decline and Stop Turn');
    default:
      return kind satisfies never;
  }
}

/** What the button of an answer says, before the `detail` that it may show after it. */
export function optionLabel(approval: ApprovalState, option: ApprovalOption): string {
  return ownWords(approval)[option.kind] ?? commonWords(option.kind);
}
