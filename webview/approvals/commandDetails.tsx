import type { JSX } from 'preact';
import type { CommandApproval } from '../../src/shared/approvals/approvalState.ts';
import { displayCommand } from '../../src/shared/text/commandLine.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { t } from '../ui/l10n.ts';
import { RevealedText } from '../ui/revealedText.tsx';
import { describeAction } from './describeAction.ts';

interface CommandDetailsProps {
  readonly approval: CommandApproval;
}

/** Everything there is to judge a command by: all of it, where it runs, and what it would be allowed to reach. */
export function CommandDetails({ approval }: CommandDetailsProps): JSX.Element {
  const { networkApprovalContext: network, additionalPermissions, commandActions } = approval.request;
  const { command, cwd } = approval;
  const actions = (commandActions ?? []).map(describeAction).filter((text) => text !== null);
  return (
    <>
      {network && (
        <p class="approval-fact">
          {t('Network access:')}{' '}
          <code>
            <RevealedText text={`${network.host} (${network.protocol})`} />
          </code>
        </p>
      )}
      {command && (
        <>
          <pre class="approval-command" tabIndex={0} role="group" aria-label={t('Command')}>
            <code>
              <RevealedText text={displayCommand(command)} />
            </code>
          </pre>
          <Disclosure id={`exact-${approval.id}`} label={t('Exact command')}>
            <pre class="approval-command" tabIndex={0} role="group" aria-label={t('Exact command')}>
              <code>
                <RevealedText text={command} />
              </code>
            </pre>
          </Disclosure>
        </>
      )}
      {cwd !== null && (
        <p class="approval-fact">
          {t('Folder:')}{' '}
          <code>
            <RevealedText text={cwd} />
          </code>
        </p>
      )}
      {actions.length > 0 && (
        <p class="approval-fact">
          {t('Codex reads this as:')} <RevealedText text={actions.join(' · ')} />
        </p>
      )}
      {additionalPermissions && (
        <div class="approval-warning">
          <p>{t('It asks for more permissions than usual, for this command only.')}</p>
          <Disclosure id={`permissions-${approval.id}`} label={t('Additional permissions')}>
            <pre class="approval-command" tabIndex={0} role="group" aria-label={t('Additional permissions')}>
              <code>
                <RevealedText text={JSON.stringify(additionalPermissions, null, 2)} />
              </code>
            </pre>
          </Disclosure>
        </div>
      )}
    </>
  );
}
