import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { postIntent } from '../host.ts';
import { fileLinks } from './fileLinks.ts';
import type { FileTarget } from './linkTarget.ts';

interface FileLinkProps {
  readonly target: FileTarget;
  readonly children: ComponentChildren;
  /** What to show as long as the file is not known to exist. */
  readonly otherwise: ComponentChildren;
}

function useFileExists(path: string): boolean {
  const [, setAnswer] = useState<boolean | undefined>(undefined);
  useEffect(() => fileLinks.watch(path, () => setAnswer(fileLinks.exists(path))), [path]);
  return fileLinks.exists(path) === true;
}

/** A link that opens a file of the workspace in the editor, once the host has said that it exists. */
export function FileLink({ target, children, otherwise }: FileLinkProps): JSX.Element {
  const exists = useFileExists(target.path);
  if (!exists) return <>{otherwise}</>;
  const open = (event: Event): void => {
    event.preventDefault();
    postIntent({ type: 'openFile', ...target });
  };
  const openByKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') open(event);
  };
  // Without an address the webview's own link handling leaves it alone.
  return (
    <a class="md-link" role="link" tabIndex={0} title={target.path} onClick={open} onKeyDown={openByKey}>
      {children}
    </a>
  );
}
