import type { ApprovalOption } from '../../src/shared/approvals/approvalState.ts';
import { t } from '../ui/l10n.ts';

/** What the button of an answer says, before the `detail` that it may show after it. */
export function optionLabel(option: ApprovalOption): string {
  switch (option.kind) {
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
      return option.kind satisfies never;
  }
}
