import type { ComponentChildren, JSX } from 'preact';
import type { ShownPolicy } from '../../src/shared/policy/shownPolicy.ts';
import { postIntent } from '../host.ts';
import type { CodiconName } from '../ui/codiconNames.ts';
import { Icon } from '../ui/icon.tsx';
import { IconButton } from '../ui/iconButton.tsx';
import { t } from '../ui/l10n.ts';

const icons: Readonly<Record<ShownPolicy['mode'], CodiconName>> = {
  readOnly: 'eye',
  askBeforeEdits: 'question',
  agent: 'tools',
  fullAccess: 'warning',
  custom: 'shield',
  unknown: 'shield',
};

function modeName(mode: ShownPolicy['mode']): string {
  switch (mode) {
    case 'readOnly':
      return t('Read only');
    case 'askBeforeEdits':
      return t('Ask before edits');
    case 'agent':
      return t('Agent');
    case 'fullAccess':
      return t('Full access');
    case 'custom':
      return t('Custom');
    case 'unknown':
      return t('Not known yet');
    default:
      return mode satisfies never;
  }
}

interface PolicyControlsProps {
  readonly policy: ShownPolicy;
  /** What else holds for the thread, after it. */
  readonly children: ComponentChildren;
}

/**
 * What codex may do unasked in the thread that is shown, and whether it only plans. The toggle is a plain button: the
 * toolkit's does not hand `aria-pressed` on to its inner one.
 */
export function PolicyControls({ policy, children }: PolicyControlsProps): JSX.Element {
  const { mode, isPending, isAutoReview, isPlanMode, canPlan } = policy;
  const name = modeName(mode);
  const notes = [isAutoReview && t('auto-review'), isPending && t('from the next turn')].filter(Boolean);
  const text = [name, ...notes].join(' · ');
  return (
    <div class="policy">
      <IconButton
        class={`policy-chip policy-${mode}`}
        label={t('Approval policy: {0}', text)}
        title={t('What may Codex do without asking? {0}', text)}
        onClick={() => postIntent({ type: 'runAction', action: 'choosePolicy' })}
      >
        <Icon name={icons[mode]} />
        <span class="policy-name">{text}</span>
      </IconButton>
      {(canPlan || isPlanMode) && (
        <button
          type="button"
          class="policy-plan"
          aria-label={t('Plan mode')}
          aria-pressed={isPlanMode}
          title={t('Plan mode: Codex plans and asks, and changes nothing')}
          onClick={() => postIntent({ type: 'runAction', action: 'togglePlanMode' })}
        >
          <Icon name="list-unordered" />
        </button>
      )}
      {children}
    </div>
  );
}
