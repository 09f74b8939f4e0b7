import type { JSX } from 'preact';
import type { McpToolApproval } from '../../src/shared/approvals/approvalState.ts';
import { t } from '../ui/l10n.ts';
import { RevealedText } from '../ui/revealedText.tsx';
import { CodeBox } from './codeBox.tsx';
import { QuotedText } from './quotedText.tsx';

/** What an MCP server's tool would be called with, and what the server says of it. */
export function ToolDetails({ approval }: { readonly approval: McpToolApproval }): JSX.Element {
  const { serverName, toolName, toolDescription, toolArguments } = approval;
  return (
    <>
      <p class="approval-fact">
        {t('Server:')}{' '}
        <code>
          <RevealedText text={serverName} />
        </code>
      </p>
      <p class="approval-fact">
        {t('Tool:')}{' '}
        <code>
          <RevealedText text={toolName} />
        </code>
      </p>
      {toolDescription && <QuotedText source={t("The server's own words:")} text={toolDescription} />}
      <CodeBox label={t('Arguments')} text={toolArguments} />
    </>
  );
}
