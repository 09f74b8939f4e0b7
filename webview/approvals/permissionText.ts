import type { PermissionPart } from '../../src/shared/approvals/permissionParts.ts';
import { t } from '../ui/l10n.ts';

/** What may be done with the target, before the target itself. */
export function accessText({ access, targetKind }: PermissionPart): string {
  switch (access) {
    case 'network':
      return t('Use the network');
    case 'read':
      return targetKind === 'glob' ? t('Read what matches') : t('Read');
    case 'write':
      return targetKind === 'glob' ? t('Read and write what matches') : t('Read and write');
    case 'deny':
      return targetKind === 'glob' ? t('No access to what matches') : t('No access to');
  }
}

/** What a special place is, in words; null for a path, a pattern, or a place that this client does not know. */
export function placeText({ targetKind, target }: PermissionPart): string | null {
  if (targetKind !== 'special') return null;
  const [name] = target.split('/', 1);
  switch (name) {
    case 'root':
      return t('the whole file system');
    case 'minimal':
      return t('the system files that programs need to run');
    case 'project_roots':
      return t("the project's folders");
    case 'tmpdir':
    case 'slash_tmp':
      return t('the folder for temporary files');
    default:
      return null;
  }
}
