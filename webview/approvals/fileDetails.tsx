import type { JSX } from 'preact';
import { useContext } from 'preact/hooks';
import type { ChangePlaces, FileChangeApproval } from '../../src/shared/approvals/approvalState.ts';
import { changedPaths } from '../../src/shared/diff/changedPaths.ts';
import { countFileChange } from '../../src/shared/diff/fileChange.ts';
import { isOutside } from '../../src/shared/text/isOutside.ts';
import type { FileUpdateChange } from '../../src/protocol/index.ts';
import { postIntent } from '../host.ts';
import { toRelativePath } from '../transcript/items/relativePath.ts';
import { WorkspaceContext } from '../transcript/items/workspaceContext.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';
import { RevealedText } from '../ui/revealedText.tsx';
import { OutsideMark } from './outsideMark.tsx';

interface FileDetailsProps {
  readonly approval: FileChangeApproval;
}

function describeKind(change: FileUpdateChange, cwd: string | null): string | null {
  if (change.kind.type === 'add') return t('new file');
  if (change.kind.type === 'delete') return t('deleted');
  return change.kind.move_path ? t('moved to {0}', toRelativePath(change.kind.move_path, cwd)) : null;
}

function isChangeOutside(change: FileUpdateChange, folders: readonly string[]): boolean {
  return changedPaths(change).some((path) => isOutside(path, folders));
}

function ReplacesMark(): JSX.Element {
  return (
    <span class="outside-mark">
      <Icon name="warning" />
      {t('replaces a file that is there')}
    </span>
  );
}

interface FileLineProps {
  readonly change: FileUpdateChange;
  readonly places: ChangePlaces | null;
}

function FileLine({ change, places }: FileLineProps): JSX.Element {
  const { added, removed } = countFileChange(change);
  const { cwd, folders } = useContext(WorkspaceContext);
  const kind = describeKind(change, cwd);
  const isAmong = (paths: readonly string[] | undefined): boolean =>
    changedPaths(change).some((path) => paths?.includes(path));
  return (
    <li>
      <code class="approval-path">
        <RevealedText text={toRelativePath(change.path, cwd)} />
      </code>
      {(isChangeOutside(change, folders) || isAmong(places?.linkedOutside)) && <OutsideMark />}
      {isAmong(places?.replaced) && <ReplacesMark />}
      <span class="approval-counts">
        {kind !== null && (
          <span>
            <RevealedText text={kind} />
          </span>
        )}
        <span class="count-added">
          <span aria-hidden="true">+{added}</span>
          <span class="visually-hidden">{t('{0} lines added', added)}</span>
        </span>
        <span class="count-removed">
          <span aria-hidden="true">−{removed}</span>
          <span class="visually-hidden">{t('{0} lines removed', removed)}</span>
        </span>
      </span>
    </li>
  );
}

/** What files a patch would touch, and the way to see all of it in the diff editor. */
export function FileDetails({ approval }: FileDetailsProps): JSX.Element {
  const { threadId, turnId, itemId, changes, edited, places } = approval;
  const { grantRoot } = approval.request;
  const { folders } = useContext(WorkspaceContext);
  return (
    <>
      {changes.length > 0 && (
        <ul class="approval-files">
          {changes.map((change) => (
            <FileLine key={change.path} change={change} places={places} />
          ))}
        </ul>
      )}
      {grantRoot && (
        <p class="approval-warning">
          {t('Accepting also lets Codex write anywhere below this folder for the rest of the session:')}{' '}
          <code>
            <RevealedText text={grantRoot} />
          </code>{' '}
          {isOutside(grantRoot, folders) && <OutsideMark />}
        </p>
      )}
      {edited && (
        <p class="approval-warning">
          {t('You changed the proposal in the review. Accept writes what the review shows.')}
        </p>
      )}
      {changes.length > 0 && (
        <div class="button-row">
          <Button
            appearance="secondary"
            onClick={() => postIntent({ type: 'openChange', threadId, turnId, itemId, path: null })}
          >
            {t('Review Changes')}
          </Button>
        </div>
      )}
    </>
  );
}
