import type { Turn } from '../../../protocol/index.ts';
import { messageText } from './messageText.ts';
import { toToolCall } from './toolCall.ts';

/** One message in the shape that chat models and their tools exchange. */
export type ChatMessage =
  | { readonly role: 'user'; readonly content: string }
  | {
      readonly role: 'assistant';
      /** null: it only calls a tool. */
      readonly content: string | null;
      readonly tool_calls?: readonly ChatToolCall[];
    }
  | { readonly role: 'tool'; readonly tool_call_id: string; readonly content: string };

export interface ChatToolCall {
  readonly id: string;
  readonly type: 'function';
  /** `arguments` is JSON text, as models write it. */
  readonly function: { readonly name: string; readonly arguments: string };
}

function addText(messages: ChatMessage[], role: 'user' | 'assistant', text: string): void {
  const last = messages.at(-1);
  if (last?.role === role)
    messages[messages.length - 1] = { ...last, content: `${last.content}\n\n${text}` } as ChatMessage;
  else messages.push({ role, content: text });
}

/**
 * The turns (oldest first, with all their items) as role/content/tool_calls messages. A user's message never follows
 * one, nor an assistant's: what is said in a row is joined. Every tool item is one call and, right after it, its one
 * result. Ids follow from the place in the thread alone (`call_TURN_ITEM`, from 1): codex's own may repeat.
 */
export function toMessages(turns: readonly Turn[]): ChatMessage[] {
  const messages: ChatMessage[] = [];
  turns.forEach((turn, turnIndex) => {
    turn.items.forEach((item, itemIndex) => {
      const said = messageText(item);
      if (said) return addText(messages, said.role, said.text);
      const tool = toToolCall(item);
      if (!tool) return undefined;
      const id = `call_${turnIndex + 1}_${itemIndex + 1}`;
      const call: ChatToolCall = {
        id,
        type: 'function',
        function: { name: tool.name, arguments: JSON.stringify(tool.arguments) },
      };
      const last = messages.at(-1);
      if (last?.role === 'assistant') messages[messages.length - 1] = { ...last, tool_calls: [call] };
      else messages.push({ role: 'assistant', content: null, tool_calls: [call] });
      const content = typeof tool.result === 'string' ? tool.result : JSON.stringify(tool.result);
      messages.push({ role: 'tool', tool_call_id: id, content });
      return undefined;
    });
  });
  return messages;
}
