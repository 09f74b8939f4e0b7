import type { JSX } from 'preact';
import { t } from '../../ui/l10n.ts';
import { DataView } from './dataView.tsx';
import { itemDuration } from './itemDuration.ts';
import { FoldedItemLine } from './itemLine.tsx';
import { partKey, type ItemProps } from './itemProps.ts';
import { statusLabel, toItemStatus } from './itemStatus.ts';

/** The text parts of a tool's content joined; parts of other types as they are. */
export function contentText(content: readonly unknown[]): unknown {
  const texts = content.map((part) =>
    typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string'
      ? part.text
      : null,
  );
  return texts.every((text) => text !== null) ? texts.join('\n') : content;
}

interface ToolCallProps {
  readonly call: ItemProps<'mcpToolCall'> | ItemProps<'dynamicToolCall'>;
  /** Whose tool it is. */
  readonly source: string | null;
  readonly result: unknown;
  readonly error: string | null;
}

function ToolCall({ call, source, result, error }: ToolCallProps): JSX.Element {
  const { item, state } = call;
  const status = toItemStatus(state);
  const details = (): JSX.Element => (
    <>
      {error !== null && <DataView label={t('Error')} value={error} />}
      <DataView label={t('Arguments')} value={item.arguments} />
      {result !== null && <DataView label={t('Result')} value={result} />}
    </>
  );
  return (
    <FoldedItemLine
      id={partKey(call, 'tool')}
      initiallyOpen={status === 'failed'}
      status={status}
      icon="tools"
      facts={[status === 'failed' ? statusLabel(status) : null, itemDuration(state, item.durationMs)]}
      details={details}
    >
      {source !== null && <span class="item-secondary">{source} › </span>}
      <code>{item.tool}</code>
    </FoldedItemLine>
  );
}

/** A call of a tool of an MCP server. */
export function McpToolCall(props: ItemProps<'mcpToolCall'>): JSX.Element {
  const { server, result, error } = props.item;
  const shown = result ? (result.structuredContent ?? contentText(result.content)) : null;
  return <ToolCall call={props} source={server} result={shown} error={error?.message ?? null} />;
}

/** A call of a tool that a client of the thread offers. */
export function DynamicToolCall(props: ItemProps<'dynamicToolCall'>): JSX.Element {
  const { namespace, contentItems } = props.item;
  const shown = contentItems ? contentText(contentItems) : null;
  return <ToolCall call={props} source={namespace} result={shown} error={null} />;
}
