import type { JSX } from 'preact';
import { FileLink } from '../../markdown/fileLink.tsx';
import { useContext } from 'preact/hooks';
import { t } from '../../ui/l10n.ts';
import { ItemLine } from './itemLine.tsx';
import type { ItemProps } from './itemProps.ts';
import { toItemStatus } from './itemStatus.ts';
import { toRelativePath } from './relativePath.ts';
import { WorkspaceContext } from './workspaceContext.ts';

function ImageFile({ path }: { readonly path: string }): JSX.Element {
  const { cwd } = useContext(WorkspaceContext);
  const name = toRelativePath(path, cwd);
  return (
    <FileLink target={{ path, line: null, column: null }} otherwise={name}>
      {name}
    </FileLink>
  );
}

/** An image of the disk that codex looked at. */
export function ImageView({ item, state }: ItemProps<'imageView'>): JSX.Element {
  return (
    <ItemLine status={toItemStatus(state)} icon="eye">
      {t('Looked at')} <ImageFile path={item.path} />
    </ItemLine>
  );
}

/** An image that codex made. The image itself can be huge and is not drawn. */
export function ImageGeneration({ item, state }: ItemProps<'imageGeneration'>): JSX.Element {
  return (
    <ItemLine status={toItemStatus(state)} icon="file-media">
      {t('Generated an image')} {item.savedPath && <ImageFile path={item.savedPath} />}
      {item.revisedPrompt && (
        <span class="item-secondary" dir="auto">
          {' '}
          {item.revisedPrompt}
        </span>
      )}
    </ItemLine>
  );
}
