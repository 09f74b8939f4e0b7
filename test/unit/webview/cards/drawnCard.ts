import { h, render } from 'preact';
import type { ApprovalState } from '../../../../src/shared/approvals/approvalState.ts';
import { ApprovalCard } from '../../../../webview/approvals/approvalCard.tsx';
import { FillIn } from '../../../../webview/approvals/fillIn/fillIn.tsx';
import { fillInPart } from '../../../../webview/approvals/lazyFillIn.tsx';
import { WorkspaceContext } from '../../../../webview/transcript/items/workspaceContext.ts';
import { installFakeDom, removeFakeDom, type FakeElement } from './fakeDom.ts';

/** A card on a fake page, and what a person sees and does there. */
export interface DrawnCard {
  readonly root: FakeElement;
  text(): string;
  /** The buttons of the answers, by what they say. */
  buttons(): string[];
  press(label: string, afterMs?: number): void;
  /** Fields of an element's name, in their order. */
  fields(name: string): FakeElement[];
  /** Draws the card again for another state of its approval, with cards of `others` before it. */
  draw(approval: ApprovalState, others?: readonly ApprovalState[]): void;
  close(): void;
}

const workspace = { cwd: '/proj', folders: ['/proj', '/lib'] };
/** Longer than a card takes no answer for. */
export const deliberateMs = 1000;

/** Renders an approval's card with Preact, as the page does, once the code of forms is there. */
export async function drawCard(approval: ApprovalState): Promise<DrawnCard> {
  // Imported dynamically, the file would come with a Preact of its own: Node then takes the one for modules.
  await fillInPart.load(() => Promise.resolve(FillIn));
  const root = installFakeDom();
  const draw = (shown: ApprovalState, others: readonly ApprovalState[] = []): void => {
    const cards = [...others, shown].map((each) =>
      h(ApprovalCard, { key: each.id, approval: each, asker: null }),
    );
    render(h(WorkspaceContext.Provider, { value: workspace }, cards), root as never);
  };
  draw(approval);
  const options = (): FakeElement[] => root.all(({ localName }) => localName === 'vscode-button');
  return {
    root,
    draw,
    text: () => root.textContent,
    buttons: () => options().map(({ textContent }) => textContent),
    press(label, afterMs = deliberateMs) {
      const button = options().find(({ textContent }) => textContent === label);
      if (!button)
        throw new Error(
          `There is no button "${label}" but: ${options()
            .map((item) => item.textContent)
            .join(', ')}`,
        );
      button.send('click', { timeStamp: performance.now() + afterMs });
    },
    fields: (name) => root.all(({ localName }) => localName === name),
    close() {
      render(null, root as never);
      removeFakeDom();
    },
  };
}
