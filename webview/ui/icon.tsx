import type { JSX } from 'preact';
import type { CodiconName } from './codiconNames.ts';
import { codiconPaths } from './generated/codiconPaths.ts';

interface IconProps {
  readonly name: CodiconName;
  /** What the icon says, when no text beside it does. Without it the icon is hidden from assistive technology. */
  readonly label?: string | undefined;
}

/** A codicon as inline SVG in the colour of the text around it. */
export function Icon({ name, label }: IconProps): JSX.Element {
  const naming = label
    ? ({ role: 'img', 'aria-label': label } as const)
    : ({ 'aria-hidden': 'true' } as const);
  return (
    <svg
      class={`icon icon-${name}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="currentColor"
      {...naming}
    >
      {codiconPaths[name].map(({ d, fillRule }) => (
        <path key={d} d={d} fill-rule={fillRule} clip-rule={fillRule} />
      ))}
    </svg>
  );
}
