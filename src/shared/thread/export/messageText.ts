import type { ThreadItem, UserInput } from '../../../protocol/index.ts';

function inputText(input: UserInput): string {
  switch (input.type) {
    case 'text':
      return input.text;
    case 'image':
    case 'audio':
      return `[${input.type}]`;
    case 'localImage':
    case 'localAudio':
      return `[${input.type}: ${input.path}]`;
    case 'skill':
    case 'mention':
      return `[${input.type}: ${input.name} (${input.path})]`;
    default:
      input satisfies never;
      return '';
  }
}

/** What a person or codex says with an item, or undefined: the item is no message, or an empty one. */
export function messageText(
  item: ThreadItem,
): { readonly role: 'user' | 'assistant'; readonly text: string } | undefined {
  switch (item.type) {
    case 'userMessage': {
      const text = item.content.map(inputText).filter(Boolean).join('\n');
      return text === '' ? undefined : { role: 'user', text };
    }
    case 'agentMessage':
    case 'plan':
      return item.text === '' ? undefined : { role: 'assistant', text: item.text };
    case 'exitedReviewMode':
      return item.review === '' ? undefined : { role: 'assistant', text: item.review };
    default:
      return undefined;
  }
}
