import type { JSX } from 'preact';
import { useContext } from 'preact/hooks';
import type { FileChangeApproval } from '../../src/shared/approvals/approvalState.ts';
import { countFileChange } from '../../src/shared/diff/fileChange.ts';
import type { ItemState } from '../../src/shared/thread/threadState.ts';
import type { FileUpdateChange } from '../../src/protocol/index.ts';
import { postIntent } from '../host.ts';
import { toRelativePath } from '../transcript/items/relativePath.ts';
import { WorkspaceContext } from '../transcript/items/workspaceContext.ts';
import { Button } from '../ui/button.tsx';
import { t } from '../ui/l10n.ts';
import { RevealedText } from '../ui/revealedText.tsx';
import { changesOf } from './approvalSummary.ts';

interface FileDetailsProps {
  readonly approval: FileChangeApproval;
  readonly item: ItemState | undefined;
}

function describeKind(change: FileUpdateChange, cwd: string | null): string | null {
  if (change.kind.type === 'add') return t('new file');
  if (change.kind.type === 'delete') return t('deleted');
  return change.kind.move_path ? t('moved to {0}', toRelativePath(change.kind.move_path, cwd)) : null;
}

function FileLine({ change }: { readonly change: FileUpdateChange }): JSX.Element {
  const { added, removed } = countFileChange(change);
  const { cwd } = useContext(WorkspaceContext);
  const kind = describeKind(change, cwd);
  return (
    <li>
      <code class="approval-path">
        <RevealedText text={toRelativePath(change.path, cwd)} />
      </code>
      <span class="approval-counts">
        {kind !== null && (
          <span>
            <RevealedText text={kind} />
          </span>
        )}
        <span class="count-added" aria-label={t('{0} lines added', added)}>
          +{added}
        </span>
        <span class="count-removed" aria-label={t('{0} lines removed', removed)}>
          −{removed}
        </span>
      </span>
    </li>
  );
}

/** What files a patch would touch, and the way to see all of it in the diff editor. */
export function FileDetails({ approval, item }: FileDetailsProps): JSX.Element {
  const { threadId, turnId, itemId } = approval;
  const { grantRoot } = approval.request;
  const changes = changesOf(item);
  return (
    <>
      {changes.length > 0 && (
        <ul class="approval-files">
          {changes.map((change) => (
            <FileLine key={change.path} change={change} />
          ))}
        </ul>
      )}
      {grantRoot && (
        <p class="approval-warning">
          {t('Accepting also lets Codex write anywhere below this folder for the rest of the session:')}{' '}
          <code>
            <RevealedText text={grantRoot} />
          </code>
        </p>
      )}
      <div class="button-row">
        <Button
          appearance="secondary"
          onClick={() => postIntent({ type: 'openChange', threadId, turnId, itemId, path: null })}
        >
          {t('Review Changes')}
        </Button>
      </div>
    </>
  );
}
