import type { JSX } from 'preact';
import { t } from '../../ui/l10n.ts';

/** More than anyone reads in a side bar. */
const maxShownLength = 20_000;

/** A value as indented JSON, a string as itself, cut to what can be shown. Throws nothing. */
export function toDataText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');
  if (text.length <= maxShownLength) return text;
  return `${text.slice(0, maxShownLength)}\n${t('[… {0} more characters …]', text.length - maxShownLength)}`;
}

interface DataViewProps {
  readonly label: string;
  readonly value: unknown;
}

/** A labelled value: arguments or result of a tool. */
export function DataView({ label, value }: DataViewProps): JSX.Element | null {
  const text = toDataText(value);
  if (text === '') return null;
  return (
    <div class="item-data">
      <div class="item-data-label">{label}</div>
      <pre dir="ltr">{text}</pre>
    </div>
  );
}
