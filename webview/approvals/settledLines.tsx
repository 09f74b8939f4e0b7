import type { JSX } from 'preact';
import type { SettledApproval } from '../../src/shared/approvals/approvalState.ts';
import { Icon } from '../ui/icon.tsx';
import { memo } from '../ui/memo.ts';
import { RevealedText } from '../ui/revealedText.tsx';
import { approvalSummary } from './approvalSummary.ts';
import { answeredOption, settledAnswers, settledOutcome } from './settledText.ts';

function SettledLine({ settled }: { readonly settled: SettledApproval }): JSX.Element | null {
  const { approval, outcome } = settled;
  const words = settledOutcome(settled);
  if (words === null) return null;
  const detail = outcome === 'answered' ? (answeredOption(approval)?.detail ?? null) : null;
  const answers = outcome === 'answered' ? settledAnswers(approval) : [];
  return (
    <li class={`settled settled-${outcome}`} data-approval-kind={approval.kind}>
      <Icon name={outcome === 'answered' ? 'pass' : 'circle-slash'} />
      <div class="settled-text">
        <span class="settled-subject">
          <RevealedText text={approvalSummary(approval)} />
        </span>
        {' — '}
        {words}
        {detail !== null && (
          <>
            {' '}
            <code>
              <RevealedText text={detail} />
            </code>
          </>
        )}
        {answers.length > 0 && (
          <dl class="settled-answers">
            {answers.map(({ question, answer }, index) => (
              <div key={index}>
                <dt>
                  <RevealedText text={question} />
                </dt>
                <dd>
                  <RevealedText text={answer} />
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </li>
  );
}

function Lines({ settled }: { readonly settled: readonly SettledApproval[] }): JSX.Element | null {
  if (settled.every((item) => settledOutcome(item) === null)) return null;
  return (
    <ul class="settled-list">
      {settled.map((item) => (
        <SettledLine key={item.approval.id} settled={item} />
      ))}
    </ul>
  );
}

/** What was asked and is over, one line each, where no item tells it. */
export const SettledLines = memo(Lines);
