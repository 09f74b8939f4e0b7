import type { ThreadItem } from '../../../src/protocol/index.ts';
import type { ItemState } from '../../../src/shared/thread/threadState.ts';

/** The item types of the pinned protocol. */
export type ItemType = ThreadItem['type'];

/** The item of one type. */
export type ItemOf<T extends ItemType> = Extract<ThreadItem, { type: T }>;

/** What a row of one type of item is drawn from. */
export interface ItemProps<T extends ItemType> {
  readonly threadId: string;
  readonly turnId: string;
  readonly state: ItemState;
  /** Whether an approval of the item waits for an answer. */
  readonly waits: boolean;
  /** `state.item`, narrowed. */
  readonly item: ItemOf<T>;
}

/** Names a folded part of an item in the page's remembered state. Item ids are unique within a thread only. */
export function partKey(props: { threadId: string; turnId: string; state: ItemState }, part: string): string {
  return `${props.threadId}/${props.turnId}/${props.state.item.id}/${part}`;
}
