import type { JSX } from 'preact';
import type { ShownFolder } from '../../src/shared/folders/shownFolder.ts';
import { postIntent } from '../host.ts';
import { Icon } from '../ui/icon.tsx';
import { IconButton } from '../ui/iconButton.tsx';
import { t } from '../ui/l10n.ts';
import { revealedString } from '../ui/revealedString.ts';
import { shownName } from '../ui/shownName.ts';

/** The folder chip in words: the folder's name, and whether it counts from the next turn only. */
export function folderText({ name, isPending }: ShownFolder): string {
  const shown = shownName(name) || t('Not known yet');
  return isPending ? `${shown} · ${t('from the next turn')}` : shown;
}

/** Where codex works in the thread that is shown, and the way to another folder. */
export function FolderChip({ folder }: { readonly folder: ShownFolder }): JSX.Element {
  const text = folderText(folder);
  const state = folder.isPending ? '' : ' folder-settled';
  return (
    <IconButton
      class={`policy-chip folder-chip${state}${folder.isQuiet ? ' folder-quiet' : ''}`}
      label={t('Working folder: {0}', text)}
      title={t('Which folder does Codex work in? {0}', revealedString(folder.path) || text)}
      onClick={() => postIntent({ type: 'runAction', action: 'chooseFolder' })}
    >
      <Icon name="folder-opened" />
      <span class="policy-name" dir="auto">
        {text}
      </span>
    </IconButton>
  );
}
