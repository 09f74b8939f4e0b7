import type { JSX } from 'preact';
import { t } from '../ui/l10n.ts';
import { RevealedText } from '../ui/revealedText.tsx';
import { CodeBox } from './codeBox.tsx';
import { linkHost } from './linkHost.ts';

/** All of the address that an MCP server wants opened, and the host it really leads to. Not a link: a button opens it. */
export function LinkDetails({ url }: { readonly url: string }): JSX.Element {
  const host = linkHost(url);
  return (
    <>
      <CodeBox label={t('Address')} text={url} />
      {host !== null && (
        <p class="approval-fact">
          {t('It leads to:')}{' '}
          <strong class="link-host">
            <RevealedText text={host} />
          </strong>
        </p>
      )}
    </>
  );
}
