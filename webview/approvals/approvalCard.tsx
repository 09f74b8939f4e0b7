import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ApprovalOption, ApprovalState } from '../../src/shared/approvals/approvalState.ts';
import { postIntent } from '../host.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';
import { RevealedText } from '../ui/revealedText.tsx';
import { shorten } from '../ui/shorten.ts';
import { isChoosable, isRefusal, shownOptions } from './acceptGuard.ts';
import { ApprovalBody } from './approvalBody.tsx';
import { approvalSummary, isQuestion } from './approvalSummary.ts';
import { approvalTitle } from './approvalTitle.ts';
import { attachCardFocus } from './cardFocus.ts';
import { inPlaceSince, isDeliberate, noteCardGone } from './clickGuard.ts';
import type { Collect } from './fillIn/fillInProps.ts';
import { LazyFillIn } from './lazyFillIn.tsx';
import { needsFillIn } from './needsFillIn.ts';
import { optionLabel } from './optionLabel.ts';
import { OptionText } from './optionText.tsx';
import { useFocusHandover } from './useFocusHandover.ts';

const askerLength = 80;

interface ApprovalCardProps {
  readonly approval: ApprovalState;
  /** The title of the sub-agent's thread that asks ('' without one); null when the shown thread asks itself. */
  readonly asker: string | null;
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

function AnsweredLine({ approval }: { readonly approval: ApprovalState }): JSX.Element {
  const answered = approval.options.find(({ id }) => id === approval.answeredOptionId);
  return (
    <p class="approval-answered">
      {answered
        ? t('Answered: {0}. Waiting for Codex…', optionLabel(approval, answered))
        : t('Answered. Waiting for Codex…')}
    </p>
  );
}

/**
 * A question of codex that waits for a person, with all there is to judge it by and one button for each answer that
 * the server offers. It takes the focus only when the host says so, and ignores what was pressed in its first moments.
 */
export function ApprovalCard({ approval, asker }: ApprovalCardProps): JSX.Element {
  const shownAtMs = useRef(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    shownAtMs.current = performance.now();
    return noteCardGone;
  }, [approval.id]);

  const answering = approval.status === 'answering';
  const card = useRef<HTMLDivElement>(null);
  const controls = useRef<HTMLDivElement>(null);
  const collect = useRef<Collect | null>(null);
  useFocusHandover(card, controls, answering);
  useLayoutEffect(
    () =>
      attachCardFocus(approval.id, () => {
        card.current?.scrollIntoView({ block: 'nearest' });
        card.current?.focus({ preventScroll: true });
      }),
    [approval.id],
  );

  const options = shownOptions(approval);
  const answer = (event: Event, option: ApprovalOption): void => {
    if (!isChoosable(approval, option) || !isDeliberate(event.timeStamp, inPlaceSince(shownAtMs.current)))
      return;
    const isFilledIn = needsFillIn(approval) && !isRefusal(option);
    const content = isFilledIn ? (collect.current?.() ?? null) : null;
    if (isFilledIn && content === null) return;
    postIntent({ type: 'answerApproval', approvalId: approval.id, optionId: option.id, content });
  };
  const handleEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    const accept = options.find(({ kind }) => kind === 'accept');
    if (accept && !event.repeat) answer(event, accept);
  };
  const guardClick = (event: MouseEvent): void => {
    if (isDeliberate(event.timeStamp, inPlaceSince(shownAtMs.current))) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const question = isQuestion(approval);
  const summary = approvalSummary(approval);
  return (
    <div
      ref={card}
      class={`approval ${answering ? 'approval-answering' : ''}`}
      role="group"
      tabIndex={-1}
      data-approval-kind={approval.kind}
      aria-label={question ? t('Answer needed: {0}', summary) : t('Approval needed: {0}', summary)}
    >
      <p class="approval-title">
        <Icon name={question ? 'question' : 'shield'} />
        <span>
          <RevealedText text={approvalTitle(approval)} />
        </span>
      </p>
      {asker !== null && <AskerLine asker={asker} />}
      <ApprovalBody approval={approval} />
      <div ref={controls} class="approval-controls" onClickCapture={guardClick}>
        {needsFillIn(approval) && (
          <LazyFillIn approval={approval} disabled={answering} collect={collect} onEnter={handleEnter} />
        )}
        <div class="button-row approval-options">
          {options.map((option, index) => (
            <Button
              key={option.id}
              class="approval-option"
              appearance={index === 0 && option.kind === 'accept' ? 'primary' : 'secondary'}
              disabled={!isChoosable(approval, option)}
              onClick={(event) => answer(event, option)}
            >
              <OptionText approval={approval} option={option} />
            </Button>
          ))}
        </div>
      </div>
      {answering && <AnsweredLine approval={approval} />}
    </div>
  );
}
