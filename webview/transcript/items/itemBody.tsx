import type { JSX } from 'preact';
import type { ItemState } from '../../../src/shared/thread/threadState.ts';
import { lazy } from '../../ui/lazy.ts';
import { createLazyPart } from '../../ui/lazyPart.ts';
import { AgentMessage } from './agentMessage.tsx';
import { CommandExecution } from './commandExecution.tsx';
import { FileChange } from './fileChange.tsx';
import { ImageGeneration, ImageView } from './images.tsx';
import { unknownType } from './itemLabel.ts';
import { Plan } from './plan.tsx';
import { Reasoning } from './reasoning.tsx';
import { EnteredReviewMode, ExitedReviewMode } from './review.tsx';
import { ContextCompaction, FunctionCallOutput, HookPrompt, Sleep } from './smallItems.tsx';
import { DynamicToolCall, McpToolCall } from './toolCall.tsx';
import { UnknownItem } from './unknownItem.tsx';
import { UserMessage } from './userMessage.tsx';
import { WebSearch } from './webSearch.tsx';

interface ItemBodyProps {
  readonly threadId: string;
  readonly turnId: string;
  readonly state: ItemState;
  /** Whether an approval of the item waits for an answer. */
  readonly waits: boolean;
  /** For a message that opens its turn, where the thread can be forked. */
  readonly canEdit: boolean;
}

const AgentActivity = lazy(createLazyPart(async () => (await import('./agentActivity.tsx')).AgentActivity));

/** Draws an item by its type. A new type of the protocol fails to compile in `unknownType`. */
export function ItemBody(props: ItemBodyProps): JSX.Element {
  const { item } = props.state;
  switch (item.type) {
    case 'userMessage':
      return <UserMessage {...props} item={item} />;
    case 'agentMessage':
      return <AgentMessage {...props} item={item} />;
    case 'reasoning':
      return <Reasoning {...props} item={item} />;
    case 'plan':
      return <Plan {...props} item={item} />;
    case 'commandExecution':
      return <CommandExecution {...props} item={item} />;
    case 'fileChange':
      return <FileChange {...props} item={item} />;
    case 'mcpToolCall':
      return <McpToolCall {...props} item={item} />;
    case 'dynamicToolCall':
      return <DynamicToolCall {...props} item={item} />;
    case 'functionCallOutput':
      return <FunctionCallOutput {...props} item={item} />;
    case 'webSearch':
      return <WebSearch {...props} item={item} />;
    case 'imageView':
      return <ImageView {...props} item={item} />;
    case 'imageGeneration':
      return <ImageGeneration {...props} item={item} />;
    case 'collabAgentToolCall':
      return <AgentActivity {...props} item={item} />;
    case 'subAgentActivity':
      return <AgentActivity {...props} item={item} />;
    case 'enteredReviewMode':
      return <EnteredReviewMode {...props} item={item} />;
    case 'exitedReviewMode':
      return <ExitedReviewMode {...props} item={item} />;
    case 'contextCompaction':
      return <ContextCompaction {...props} item={item} />;
    case 'hookPrompt':
      return <HookPrompt {...props} item={item} />;
    case 'sleep':
      return <Sleep {...props} item={item} />;
    default:
      return <UnknownItem {...props} type={unknownType(item)} />;
  }
}
