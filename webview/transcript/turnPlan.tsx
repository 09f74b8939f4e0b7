import type { JSX } from 'preact';
import type { TurnPlan as TurnPlanState } from '../../src/shared/thread/threadState.ts';
import type { TurnPlanStepStatus } from '../../src/protocol/index.ts';
import type { CodiconName } from '../ui/codiconNames.ts';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';

interface StepLook {
  readonly icon: CodiconName;
  readonly label: string;
}

function toLook(status: TurnPlanStepStatus): StepLook {
  switch (status) {
    case 'completed':
      return { icon: 'pass', label: t('Done') };
    case 'inProgress':
      return { icon: 'arrow-right', label: t('In progress') };
    default:
      return { icon: 'circle-large', label: t('To do') };
  }
}

/** The checklist codex keeps for a turn, as it stands now. */
export function TurnPlan({ plan }: { readonly plan: TurnPlanState }): JSX.Element | null {
  if (plan.steps.length === 0) return null;
  const done = plan.steps.filter(({ status }) => status === 'completed').length;
  return (
    <div class="plan">
      <p class="plan-title">{t('Plan: {0} of {1} done', done, plan.steps.length)}</p>
      {plan.explanation && <p class="plan-explanation">{plan.explanation}</p>}
      <ol class="plan-steps">
        {plan.steps.map(({ step, status }, index) => {
          const { icon, label } = toLook(status);
          return (
            <li key={index} class={`plan-step plan-step-${status}`}>
              <Icon name={icon} label={label} />
              <span>{step}</span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
