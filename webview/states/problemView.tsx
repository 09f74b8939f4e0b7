import type { JSX } from 'preact';
import { postIntent } from '../host.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copyButton.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';
import type { Problem } from './problem.ts';

interface ProblemViewProps {
  readonly problem: Problem;
  /** A panel fills an empty transcript; a banner stands above the composer. */
  readonly layout: 'panel' | 'banner';
}

function CommandLine({ command }: { readonly command: string }): JSX.Element {
  return (
    <div class="problem-command">
      <code>{command}</code>
      <CopyButton label={t('Copy command')} text={command} />
    </div>
  );
}

/** What keeps codex from working, and buttons for what can be done about it. */
export function ProblemView({ problem, layout }: ProblemViewProps): JSX.Element {
  const { id, icon, title, message, command, details, actions } = problem;
  return (
    <section class={`problem problem-${layout}`} data-problem={id} aria-label={title}>
      <h2 class="problem-title">
        <Icon name={icon} />
        {title}
      </h2>
      <p class="problem-message">{message}</p>
      {command !== null && <CommandLine command={command} />}
      {details && (
        <Disclosure id={`problem-${id}`} label={details.label}>
          <pre class="details" tabIndex={0} role="group" aria-label={details.label}>
            {details.text}
          </pre>
        </Disclosure>
      )}
      <div class="button-row">
        {actions.map(({ label, run }, index) => (
          <Button
            key={run}
            appearance={index === 0 ? 'primary' : 'secondary'}
            onClick={() => postIntent({ type: 'runAction', action: run })}
          >
            {label}
          </Button>
        ))}
        {details && (
          <Button
            appearance="secondary"
            onClick={() => postIntent({ type: 'copyText', text: `${title}\n${message}\n\n${details.text}` })}
          >
            {t('Copy details')}
          </Button>
        )}
      </div>
    </section>
  );
}
