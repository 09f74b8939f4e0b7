import type { JSX } from 'preact';
import type { TurnError as TurnErrorState } from '../../src/protocol/index.ts';
import { postIntent } from '../host.ts';
import { Button } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';
import { toErrorAdvice } from './errorAdvice.ts';

interface TurnErrorProps {
  readonly turnId: string;
  readonly error: TurnErrorState;
}

/** Why a turn failed, in codex's own words, and what a person can do about it. */
export function TurnError({ turnId, error }: TurnErrorProps): JSX.Element {
  const advice = toErrorAdvice(error.codexErrorInfo);
  const action = advice?.action;
  return (
    <div class="turn-error">
      <p class="turn-error-message">
        <Icon name="error" label={t('Error')} />
        <span>{error.message}</span>
      </p>
      {advice && <p>{advice.text}</p>}
      {error.additionalDetails && (
        <Disclosure id={`error-${turnId}`} label={t('Details')}>
          <pre class="details">{error.additionalDetails}</pre>
        </Disclosure>
      )}
      {action && (
        <div class="button-row">
          <Button
            appearance="secondary"
            onClick={() => postIntent({ type: 'runAction', action: action.run })}
          >
            {action.label}
          </Button>
        </div>
      )}
    </div>
  );
}
