import type { ComponentChildren, JSX } from 'preact';
import { postIntent } from '../host.ts';
import { FileLink } from './fileLink.tsx';
import { toExternalUrl, toLinkedFile } from './linkTarget.ts';

interface LinkViewProps {
  readonly href: string;
  /** The link's text, to leave a target out that it already shows. */
  readonly text: string;
  readonly children: ComponentChildren;
}

/** The text of a link that is none: nothing to click, and its target in plain view. */
function DeadLink({ href, text, children }: LinkViewProps): JSX.Element {
  return (
    <>
      {children}
      {href !== '' && href !== text && <span class="md-target"> [{href}]</span>}
    </>
  );
}

/**
 * A link of a message. The model wrote it, so only web and mail addresses and existing files of the workspace can be
 * opened; every other target (commands, scripts, data, other schemes) is text.
 */
export function LinkView({ href, text, children }: LinkViewProps): JSX.Element {
  const url = toExternalUrl(href);
  if (url !== undefined) {
    const open = (event: MouseEvent): void => {
      event.preventDefault();
      // VS Code listens at the document and opens every address that was clicked, a prevented click too.
      event.stopPropagation();
      postIntent({ type: 'openExternal', url });
    };
    return (
      <a class="md-link" href={url} title={url} onClick={open}>
        {children}
      </a>
    );
  }
  const dead = (
    <DeadLink href={href} text={text}>
      {children}
    </DeadLink>
  );
  const target = toLinkedFile(href);
  return target ? (
    <FileLink target={target} otherwise={dead}>
      {children}
    </FileLink>
  ) : (
    dead
  );
}
