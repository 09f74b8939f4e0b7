import type { JSX } from 'preact';
import { postIntent } from '../host.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

interface CopyButtonProps {
  readonly label: string;
  readonly text: string;
}

/** An icon button that puts `text` on the clipboard, by way of the host. */
export function CopyButton({ label, text }: CopyButtonProps): JSX.Element {
  return (
    <Button
      appearance="icon"
      label={label}
      title={label}
      onClick={() => postIntent({ type: 'copyText', text })}
    >
      <Icon name="copy" />
    </Button>
  );
}
