import { Component, type ComponentChildren } from 'preact';
import { postIntent } from '../host.ts';
import { t } from './l10n.ts';

interface ErrorBoundaryProps {
  readonly children: ComponentChildren;
  /** Shown under the words when the children failed: what must not be lost with them. */
  readonly fallback?: ComponentChildren;
}

/** Keeps a failure to draw one part from taking the page with it: says so in its place, and tells the host's log. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  override componentDidCatch(error: unknown): void {
    this.setState({ failed: true });
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    postIntent({ type: 'reportError', message, stack: stack ?? '' });
  }

  override render({ children, fallback }: ErrorBoundaryProps): ComponentChildren {
    if (!this.state.failed) return children;
    return (
      <>
        <p class="line-error">{t('This part could not be shown.')}</p>
        {fallback}
      </>
    );
  }
}
