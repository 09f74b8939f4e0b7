import type { JSX } from 'preact';
import type { AdditionalPermissionProfile } from '../../src/protocol/index.ts';
import { permissionParts } from '../../src/shared/approvals/permissionParts.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { t } from '../ui/l10n.ts';
import { CodeBox } from './codeBox.tsx';
import { PermissionPartView } from './permissionPartView.tsx';

interface AdditionalPermissionsProps {
  readonly approvalId: string;
  readonly profile: AdditionalPermissionProfile;
}

/** What a command would be allowed beyond the sandbox of its turn. */
export function AdditionalPermissions({ approvalId, profile }: AdditionalPermissionsProps): JSX.Element {
  return (
    <div class="approval-warning">
      <p>{t('It asks for more permissions than usual, for this command only:')}</p>
      <ul class="permission-list">
        {permissionParts(profile).map((part) => (
          <li key={part.id}>
            <PermissionPartView part={part} />
          </li>
        ))}
      </ul>
      <Disclosure id={`permissions-${approvalId}`} label={t('As Codex sent them')}>
        <CodeBox label={t('Additional permissions')} text={JSON.stringify(profile, null, 2)} />
      </Disclosure>
    </div>
  );
}
