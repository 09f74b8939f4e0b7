import { Component, type ComponentChildren } from 'preact';
import { postIntent } from '../../host.ts';
import { Button } from '../../ui/button.tsx';
import { t } from '../../ui/l10n.ts';

interface ItemBoundaryProps {
  readonly type: string;
  readonly children: ComponentChildren;
}

interface Failure {
  readonly message: string;
  readonly stack: string;
}

/** What to paste into a bug report. No content of the item: that may be private. */
export function failureDetails(type: string, { message, stack }: Failure): string {
  return `${type}: ${message}\n${stack}`.trim();
}

/** Keeps a row that cannot be drawn from taking the others with it, and reports it to the host's log. */
export class ItemBoundary extends Component<ItemBoundaryProps, { failure: Failure | null }> {
  override state: { failure: Failure | null } = { failure: null };

  override componentDidCatch(thrown: unknown): void {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const failure = { message: error.message, stack: error.stack ?? '' };
    this.setState({ failure });
    postIntent({
      type: 'reportError',
      message: `${this.props.type}: ${failure.message}`,
      stack: failure.stack,
    });
  }

  override render({ type, children }: ItemBoundaryProps): ComponentChildren {
    const { failure } = this.state;
    if (failure === null) return children;
    const copy = (): void => postIntent({ type: 'copyText', text: failureDetails(type, failure) });
    return (
      <div class="item-failure">
        <span>
          {t('This item could not be shown.')} <span class="item-chip">{type}</span>
        </span>
        <Button appearance="secondary" onClick={copy}>
          {t('Copy details')}
        </Button>
      </div>
    );
  }
}
