import type { JSX } from 'preact';
import { postIntent } from '../host.ts';
import { Icon } from './icon.tsx';
import { IconButton } from './iconButton.tsx';

interface CopyButtonProps {
  readonly label: string;
  readonly text: string;
}

/** An icon button that puts `text` on the clipboard, by way of the host. */
export function CopyButton({ label, text }: CopyButtonProps): JSX.Element {
  return (
    <IconButton label={label} title={label} onClick={() => postIntent({ type: 'copyText', text })}>
      <Icon name="copy" />
    </IconButton>
  );
}
