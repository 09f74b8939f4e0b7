import { useCallback, useState } from 'preact/hooks';
import type { ApprovalContent, ApprovalState } from '../../src/shared/approvals/approvalState.ts';
import { keepDraft, readDraft } from './cardDrafts.ts';

type ContentOf<K extends ApprovalContent['kind']> = Extract<ApprovalContent, { kind: K }>;

function isOfKind<K extends ApprovalContent['kind']>(
  content: ApprovalContent | undefined,
  kind: K,
): content is ContentOf<K> {
  return content?.kind === kind;
}

/** What is being filled in on a card. It outlives the card, which may move, and (but for secrets) the page. */
export function useCardDraft<K extends ApprovalContent['kind']>(
  approval: ApprovalState,
  initial: ContentOf<K> & { readonly kind: K },
): [draft: ContentOf<K>, setDraft: (content: ContentOf<K>) => void] {
  const [draft, setDraft] = useState<ContentOf<K>>(() => {
    const kept = readDraft(approval.id);
    return isOfKind(kept, initial.kind) ? kept : initial;
  });
  const change = useCallback(
    (content: ContentOf<K>): void => {
      setDraft(content);
      keepDraft(approval, content);
    },
    [approval],
  );
  return [draft, change];
}
