import type { JSX } from 'preact';
import type { ApprovalOption, ApprovalState } from '../../src/shared/approvals/approvalState.ts';
import { t } from '../ui/l10n.ts';
import { RevealedText } from '../ui/revealedText.tsx';
import { optionLabel } from './optionLabel.ts';

interface OptionTextProps {
  readonly approval: ApprovalState;
  readonly option: ApprovalOption;
}

/** What an answer does beyond this one question; null for one that ends with it. */
function reach({ kind }: ApprovalOption): string | null {
  if (kind !== 'acceptWithExecpolicyAmendment' && kind !== 'applyNetworkPolicyAmendment') return null;
  return t('Kept for good, in all threads.');
}

/** The content of an answer's button: what it does, with exactly what it allows from then on. */
export function OptionText({ approval, option }: OptionTextProps): JSX.Element {
  const lasting = reach(option);
  return (
    <div class="option-text">
      {optionLabel(approval, option)}
      {option.detail !== null && (
        <>
          {' '}
          <code>
            <RevealedText text={option.detail} />
          </code>
        </>
      )}
      {lasting !== null && <small class="option-reach">{lasting}</small>}
    </div>
  );
}
