import type { JSX } from 'preact';
import { useContext } from 'preact/hooks';
import type { CommandApproval } from '../../src/shared/approvals/approvalState.ts';
import { displayCommand, stdinInput } from '../../src/shared/text/commandLine.ts';
import { isOutside } from '../../src/shared/text/isOutside.ts';
import { WorkspaceContext } from '../transcript/items/workspaceContext.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { t } from '../ui/l10n.ts';
import { RevealedText } from '../ui/revealedText.tsx';
import { AdditionalPermissions } from './additionalPermissions.tsx';
import { CodeBox } from './codeBox.tsx';
import { describeAction } from './describeAction.ts';
import { OutsideMark } from './outsideMark.tsx';

interface CommandDetailsProps {
  readonly approval: CommandApproval;
}

/** What sets this command apart from others; null for an ordinary one. */
function circumstances({ request }: CommandApproval): string | null {
  if (request.kind === 'writeStdin') return t('For a process that is already running; its output is above.');
  if (request.kind === 'humanCommand') return t('A person has to approve this each time it is asked.');
  if (request.approvalId) {
    return t(
      'A part of the command above, which is already running. Each part may be asked about on its own.',
    );
  }
  return null;
}

function Command({ approval }: CommandDetailsProps): JSX.Element | null {
  const { command } = approval;
  if (!command) return null;
  // Without its own command the request shows the one of its item: the process, not what would be typed.
  const input = approval.request.kind === 'writeStdin' ? stdinInput(command) : null;
  return (
    <>
      {input === null ? (
        <CodeBox label={t('Command')} text={displayCommand(command)} />
      ) : (
        <CodeBox label={t('Input')} text={input} />
      )}
      <Disclosure id={`exact-${approval.id}`} label={t('Exact command')}>
        <CodeBox label={t('Exact command')} text={command} />
      </Disclosure>
    </>
  );
}

/** Everything there is to judge a command by: all of it, where it runs, and what it would be allowed to reach. */
export function CommandDetails({ approval }: CommandDetailsProps): JSX.Element {
  const { networkApprovalContext: network, additionalPermissions, commandActions } = approval.request;
  const { cwd } = approval;
  const { folders } = useContext(WorkspaceContext);
  const actions = (commandActions ?? []).map(describeAction).filter((text) => text !== null);
  const note = circumstances(approval);
  return (
    <>
      {note !== null && <p class="approval-fact">{note}</p>}
      {network && (
        <p class="approval-fact">
          {t('Network access:')}{' '}
          <code>
            <RevealedText text={`${network.host} (${network.protocol})`} />
          </code>
        </p>
      )}
      <Command approval={approval} />
      {cwd !== null && (
        <p class="approval-fact">
          {t('Folder:')}{' '}
          <code>
            <RevealedText text={cwd} />
          </code>{' '}
          {isOutside(cwd, folders) && <OutsideMark />}
        </p>
      )}
      {actions.length > 0 && (
        <p class="approval-fact">
          {t('Codex reads this as:')} <RevealedText text={actions.join(' · ')} />
        </p>
      )}
      {additionalPermissions && (
        <AdditionalPermissions approvalId={approval.id} profile={additionalPermissions} />
      )}
    </>
  );
}
