import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ApprovalOption, ApprovalState } from '../../src/shared/approvals/approvalState.ts';
import type { ItemState } from '../../src/shared/thread/threadState.ts';
import { postIntent } from '../host.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';
import { RevealedText } from '../ui/revealedText.tsx';
import { approvalSummary } from './approvalSummary.ts';
import { isDeliberate } from './clickGuard.ts';
import { CommandDetails } from './commandDetails.tsx';
import { FileDetails } from './fileDetails.tsx';
import { optionLabel } from './optionLabel.ts';

interface ApprovalCardProps {
  readonly approval: ApprovalState;
  /** The item it is about; undefined when the transcript does not hold it. */
  readonly item: ItemState | undefined;
}

function toTitle(approval: ApprovalState): string {
  if (approval.kind === 'fileChange') return t('Allow these changes?');
  if (approval.request.networkApprovalContext) return t('Allow network access?');
  if (approval.request.kind === 'writeStdin') return t('Send this input to the running command?');
  return t('Run this command?');
}

function OptionText({ option }: { readonly option: ApprovalOption }): JSX.Element {
  return (
    <div class="option-text">
      {optionLabel(option)}
      {option.detail !== null && (
        <>
          {' '}
          <code>
            <RevealedText text={option.detail} />
          </code>
        </>
      )}
    </div>
  );
}

/**
 * A question of codex that waits for a person, with all there is to judge it by and one button for each answer that
 * the server offers. It never takes focus, and ignores what was pressed in its first moments.
 */
export function ApprovalCard({ approval, item }: ApprovalCardProps): JSX.Element {
  const shownAtMs = useRef(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    shownAtMs.current = performance.now();
  }, [approval.id]);

  const answering = approval.status === 'answering';
  const answered = approval.options.find(({ id }) => id === approval.answeredOptionId);
  const { reason } = approval.request;
  const answer = (event: MouseEvent, optionId: string): void => {
    if (!isDeliberate(event.timeStamp, shownAtMs.current)) return;
    postIntent({ type: 'answerApproval', approvalId: approval.id, optionId });
  };

  return (
    <div
      class={`approval ${answering ? 'approval-answering' : ''}`}
      role="group"
      aria-label={t('Approval needed: {0}', approvalSummary(approval, item))}
    >
      <p class="approval-title">
        <Icon name="shield" />
        {toTitle(approval)}
      </p>
      {reason && (
        <p class="approval-reason">
          <span class="approval-reason-source">{t("The model's own words:")}</span>{' '}
          <q>
            <RevealedText text={reason} />
          </q>
        </p>
      )}
      {approval.kind === 'fileChange' ? (
        <FileDetails approval={approval} item={item} />
      ) : (
        <CommandDetails approval={approval} item={item} />
      )}
      <div class="button-row approval-options">
        {approval.options.map((option, index) => (
          <Button
            key={option.id}
            class="approval-option"
            appearance={index === 0 && option.kind === 'accept' ? 'primary' : 'secondary'}
            disabled={answering}
            onClick={(event) => answer(event, option.id)}
          >
            <OptionText option={option} />
          </Button>
        ))}
      </div>
      {answering && (
        <p class="approval-answered">
          {answered
            ? t('Answered: {0}. Waiting for Codex…', optionLabel(answered))
            : t('Answered. Waiting for Codex…')}
        </p>
      )}
    </div>
  );
}
