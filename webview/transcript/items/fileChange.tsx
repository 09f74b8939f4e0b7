import type { JSX } from 'preact';
import { useContext } from 'preact/hooks';
import { countFileChange } from '../../../src/shared/diff/fileChange.ts';
import type { FileUpdateChange } from '../../../src/protocol/index.ts';
import { postIntent } from '../../host.ts';
import type { CodiconName } from '../../ui/codiconNames.ts';
import { Icon } from '../../ui/icon.tsx';
import { t } from '../../ui/l10n.ts';
import { revealedString } from '../../ui/revealedString.ts';
import { RevealedText } from '../../ui/revealedText.tsx';
import { ItemLine } from './itemLine.tsx';
import type { ItemProps } from './itemProps.ts';
import { toItemStatus, type ItemStatus } from './itemStatus.ts';
import { toRelativePath } from './relativePath.ts';
import { WorkspaceContext } from './workspaceContext.ts';

interface KindLook {
  readonly icon: CodiconName;
  readonly label: string;
}

function toLook({ kind }: FileUpdateChange): KindLook {
  if (kind.type === 'add') return { icon: 'diff-added', label: t('New file') };
  if (kind.type === 'delete') return { icon: 'diff-removed', label: t('Deleted file') };
  if (kind.move_path) return { icon: 'diff-renamed', label: t('Moved file') };
  return { icon: 'diff-modified', label: t('Changed file') };
}

/** What happened to the files, in words; `waits`: nothing yet, an answer is needed first. */
export function changeTitle(status: ItemStatus, count: number, waits: boolean): string {
  const one = count === 1;
  if (waits) return one ? t('Change of 1 file') : t('Change of {0} files', count);
  switch (status) {
    case 'inProgress':
      return one ? t('Changing 1 file') : t('Changing {0} files', count);
    case 'completed':
      return one ? t('Changed 1 file') : t('Changed {0} files', count);
    case 'failed':
      return one ? t('Could not change 1 file') : t('Could not change {0} files', count);
    case 'declined':
      return one ? t('Change of 1 file declined') : t('Change of {0} files declined', count);
    case 'interrupted':
      return one ? t('Change of 1 file interrupted') : t('Change of {0} files interrupted', count);
  }
}

interface FileRowProps {
  readonly change: FileUpdateChange;
  readonly onOpen: () => void;
}

function FileRow({ change, onOpen }: FileRowProps): JSX.Element {
  const { cwd } = useContext(WorkspaceContext);
  const { icon, label } = toLook(change);
  const { added, removed } = countFileChange(change);
  const movedTo = change.kind.type === 'update' ? change.kind.move_path : null;
  const path = toRelativePath(change.path, cwd);
  return (
    <li>
      <button
        type="button"
        class="file-row"
        title={t('Open the change of {0}', revealedString(change.path))}
        onClick={onOpen}
      >
        <span class={`file-kind file-kind-${change.kind.type}`}>
          <Icon name={icon} label={label} />
        </span>
        <span class="file-path" dir="ltr">
          <RevealedText text={movedTo ? `${path} → ${toRelativePath(movedTo, cwd)}` : path} />
        </span>
        <span class="count-added" dir="ltr">
          <span aria-hidden="true">+{added}</span>
          <span class="visually-hidden">{t('{0} lines added', added)}</span>
        </span>
        <span class="count-removed" dir="ltr">
          <span aria-hidden="true">−{removed}</span>
          <span class="visually-hidden">{t('{0} lines removed', removed)}</span>
        </span>
      </button>
    </li>
  );
}

/** A patch: its files, each of which opens in the diff editor. */
export function FileChange({ threadId, turnId, item, state, waits }: ItemProps<'fileChange'>): JSX.Element {
  const status = toItemStatus(state);
  const open = (path: string): void => {
    postIntent({ type: 'openChange', threadId, turnId, itemId: item.id, path });
  };
  return (
    <>
      <ItemLine status={status} icon="edit" waits={waits}>
        {changeTitle(status, item.changes.length, waits)}
      </ItemLine>
      <ul class="file-list">
        {item.changes.map((change) => (
          <FileRow key={change.path} change={change} onOpen={() => open(change.path)} />
        ))}
      </ul>
    </>
  );
}
