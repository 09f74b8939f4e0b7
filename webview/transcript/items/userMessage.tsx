import type { JSX } from 'preact';
import { useContext } from 'preact/hooks';
import type { UserInput } from '../../../src/protocol/index.ts';
import { postIntent } from '../../host.ts';
import type { CodiconName } from '../../ui/codiconNames.ts';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/iconButton.tsx';
import { t } from '../../ui/l10n.ts';
import { RestoreContext } from '../restoreContext.ts';
import type { ItemProps } from './itemProps.ts';

interface Chip {
  readonly icon: CodiconName;
  readonly text: string;
  readonly title: string;
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1) || path;
}

/** What a part of the input other than text is shown as. */
export function toChip(input: Exclude<UserInput, { type: 'text' }>): Chip {
  switch (input.type) {
    case 'localImage':
      return { icon: 'file-media', text: baseName(input.path), title: input.path };
    case 'image':
      // The address may be the whole image as data: it is never shown.
      return { icon: 'file-media', text: t('Image'), title: t('Image') };
    case 'localAudio':
      return { icon: 'file-media', text: baseName(input.path), title: input.path };
    case 'audio':
      return { icon: 'file-media', text: t('Audio'), title: t('Audio') };
    case 'skill':
      return { icon: 'lightbulb', text: input.name, title: input.path };
    case 'mention':
      return { icon: 'mention', text: input.name, title: input.path };
    default: {
      const { type } = input satisfies never as { type: string };
      return { icon: 'question', text: type, title: type };
    }
  }
}

interface UserMessageProps extends ItemProps<'userMessage'> {
  /** Whether it opens its turn, and the thread can be forked there. */
  readonly canEdit: boolean;
}

/** What the person wrote, as it was written, with what was attached. */
export function UserMessage({ threadId, turnId, item, canEdit }: UserMessageProps): JSX.Element {
  const canRestore = useContext(RestoreContext).get(turnId) === item.id;
  const texts = item.content.flatMap((input) => (input.type === 'text' ? [input.text] : []));
  const chips = item.content.flatMap((input) => (input.type === 'text' ? [] : [toChip(input)]));
  return (
    <div class="user-message">
      {texts.map((text) => (
        <p class="user-text" dir="auto">
          {text}
        </p>
      ))}
      {chips.length > 0 && (
        <ul class="item-chips">
          {chips.map(({ icon, text, title }) => (
            <li class="item-chip" title={title}>
              <Icon name={icon} />
              <span>{text}</span>
            </li>
          ))}
        </ul>
      )}
      {(canEdit || canRestore) && (
        <div class="message-actions">
          {canEdit && (
            <IconButton
              label={t('Edit message')}
              title={t('Edit this message in a new thread; this thread stays as it is')}
              onClick={() => postIntent({ type: 'editMessage', threadId, turnId })}
            >
              <Icon name="edit" />
            </IconButton>
          )}
          {canRestore && (
            <IconButton
              label={t('Restore files to here')}
              title={t('Restore files to how they were before this message')}
              onClick={() => postIntent({ type: 'restoreCheckpoint', threadId, turnId })}
            >
              <Icon name="discard" />
            </IconButton>
          )}
        </div>
      )}
    </div>
  );
}
