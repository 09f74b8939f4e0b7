import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ApprovalOption, ApprovalState } from '../../src/shared/approvals/approvalState.ts';
import { postIntent } from '../host.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';
import { RevealedText } from '../ui/revealedText.tsx';
import { shorten } from '../ui/shorten.ts';
import { canBeJudged, isChoosable } from './acceptGuard.ts';
import { approvalSummary } from './approvalSummary.ts';
import { attachCardFocus } from './cardFocus.ts';
import { isDeliberate } from './clickGuard.ts';
import { CommandDetails } from './commandDetails.tsx';
import { FileDetails } from './fileDetails.tsx';
import { optionLabel } from './optionLabel.ts';
import { useFocusHandover } from './useFocusHandover.ts';

const askerLength = 80;

interface ApprovalCardProps {
  readonly approval: ApprovalState;
  /** The title of the sub-agent's thread that asks ('' without one); null when the shown thread asks itself. */
  readonly asker: string | null;
}

function toTitle(approval: ApprovalState): string {
  if (approval.kind === 'fileChange') return t('Allow these changes?');
  if (approval.kind !== 'commandExecution') return t('Codex asks');
  if (approval.request.networkApprovalContext) return t('Allow network access?');
  if (approval.request.kind === 'writeStdin') return t('Send input to a running process?');
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

function AskerLine({ asker }: { readonly asker: string }): JSX.Element {
  return (
    <p class="approval-fact approval-asker">
      {asker === '' ? (
        t('Asked by a sub-agent of this thread.')
      ) : (
        <>
          {t('Asked by a sub-agent:')} <RevealedText text={shorten(asker, askerLength)} />
        </>
      )}
    </p>
  );
}

/**
 * A question of codex that waits for a person, with all there is to judge it by and one button for each answer that
 * the server offers. It never takes focus, and ignores what was pressed in its first moments.
 */
export function ApprovalCard({ approval, asker }: ApprovalCardProps): JSX.Element {
  const shownAtMs = useRef(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    shownAtMs.current = performance.now();
  }, [approval.id]);

  const answering = approval.status === 'answering';
  const card = useRef<HTMLDivElement>(null);
  const options = useRef<HTMLDivElement>(null);
  useFocusHandover(card, options, answering);
  useEffect(() => attachCardFocus(approval.id, () => card.current?.focus()), [approval.id]);

  const answered = approval.options.find(({ id }) => id === approval.answeredOptionId);
  const reason = 'reason' in approval.request ? approval.request.reason : null;
  const answer = (event: MouseEvent, option: ApprovalOption): void => {
    if (!isChoosable(approval, option) || !isDeliberate(event.timeStamp, shownAtMs.current)) return;
    postIntent({ type: 'answerApproval', approvalId: approval.id, optionId: option.id, content: null });
  };

  return (
    <div
      ref={card}
      class={`approval ${answering ? 'approval-answering' : ''}`}
      role="group"
      tabIndex={-1}
      aria-label={t('Approval needed: {0}', approvalSummary(approval))}
    >
      <p class="approval-title">
        <Icon name="shield" />
        {toTitle(approval)}
      </p>
      {asker !== null && <AskerLine asker={asker} />}
      {reason && (
        <p class="approval-reason">
          <span class="approval-reason-source">{t("The model's own words:")}</span>{' '}
          <q>
            <RevealedText text={reason} />
          </q>
        </p>
      )}
      {!canBeJudged(approval) && (
        <p class="approval-warning">
          {approval.kind === 'fileChange'
            ? t('Codex did not say which files it would change, so this can only be declined.')
            : t('Codex did not say what it would run, so this can only be declined.')}
        </p>
      )}
      {approval.kind === 'fileChange' && <FileDetails approval={approval} />}
      {approval.kind === 'commandExecution' && <CommandDetails approval={approval} />}
      <div ref={options} class="button-row approval-options">
        {approval.options.map((option, index) => (
          <Button
            key={option.id}
            class="approval-option"
            appearance={index === 0 && option.kind === 'accept' ? 'primary' : 'secondary'}
            disabled={!isChoosable(approval, option)}
            onClick={(event) => answer(event, option)}
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
