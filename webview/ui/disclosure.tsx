import type { ComponentChildren, JSX } from 'preact';
import { Icon } from './icon.tsx';
import { useDisclosure } from './useDisclosure.ts';

interface DisclosureProps {
  /** Names the part in the remembered UI state. */
  readonly id: string;
  readonly label: string;
  readonly children: ComponentChildren;
}

/** A folded part with a button that opens it. What it hides is not in the page until then. */
export function Disclosure({ id, label, children }: DisclosureProps): JSX.Element {
  const [open, toggle] = useDisclosure(id, false);
  return (
    <div class="disclosure">
      <button type="button" class="disclosure-button" aria-expanded={open} onClick={toggle}>
        <Icon name={open ? 'chevron-down' : 'chevron-right'} />
        {label}
      </button>
      {open && <div class="disclosure-content">{children}</div>}
    </div>
  );
}
