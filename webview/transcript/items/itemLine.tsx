import type { ComponentChildren, JSX } from 'preact';
import type { CodiconName } from '../../ui/codiconNames.ts';
import { Icon } from '../../ui/icon.tsx';
import { t } from '../../ui/l10n.ts';
import { useDisclosure } from '../../ui/useDisclosure.ts';
import type { ItemStatus } from './itemStatus.ts';
import { StatusIcon } from './statusIcon.tsx';

interface ItemLineProps {
  readonly status: ItemStatus;
  readonly icon: CodiconName;
  readonly children: ComponentChildren;
  /** Whether the item waits for a person's answer. */
  readonly waits?: boolean;
  /** Short facts at the end of the line: status, duration. */
  readonly facts?: readonly (string | null)[];
}

function LineContent({ status, icon, children, waits, facts = [] }: ItemLineProps): JSX.Element {
  return (
    <>
      <StatusIcon status={status} icon={icon} waits={waits} />
      <span class="item-title">{children}</span>
      {waits && <span class="item-fact">{t('Waiting for you')}</span>}
      {facts.map((fact) => fact !== null && <span class="item-fact">{fact}</span>)}
    </>
  );
}

/** One compact line about something codex did. */
export function ItemLine(props: ItemLineProps): JSX.Element {
  return (
    <div class="item-line">
      <LineContent {...props} />
    </div>
  );
}

interface FoldedItemLineProps extends ItemLineProps {
  /** Names the part in the page's remembered state. */
  readonly id: string;
  readonly initiallyOpen: boolean;
  /** Drawn only while open. */
  readonly details: () => ComponentChildren;
}

/** A compact line that opens to details. */
export function FoldedItemLine({ id, initiallyOpen, details, ...line }: FoldedItemLineProps): JSX.Element {
  const [open, toggle] = useDisclosure(id, initiallyOpen);
  return (
    <>
      <button type="button" class="item-line item-line-button" aria-expanded={open} onClick={toggle}>
        <span class="item-chevron">
          <Icon name={open ? 'chevron-down' : 'chevron-right'} />
        </span>
        <LineContent {...line} />
      </button>
      {open && <div class="item-details">{details()}</div>}
    </>
  );
}
