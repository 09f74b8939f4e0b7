import type { JSX } from 'preact';
import type { CodiconName } from './codiconNames.ts';
import { codiconPaths, laterCodicons } from './codiconPaths.ts';
import { useLazyPart } from './lazyPart.ts';

interface IconProps {
  readonly name: CodiconName;
  /** What the icon says, when no text beside it does. Without it the icon is hidden from assistive technology. */
  readonly label?: string | undefined;
}

function IconView({ name, label }: IconProps): JSX.Element {
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
      {codiconPaths(name)?.map(({ d, fillRule }) => (
        <path key={d} d={d} fill-rule={fillRule} clip-rule={fillRule} />
      ))}
    </svg>
  );
}

/** An icon's room until its paths are there. */
function LaterIcon(props: IconProps): JSX.Element {
  useLazyPart(laterCodicons);
  return IconView(props);
}

/** A codicon as inline SVG in the colour of the text around it. */
export function Icon(props: IconProps): JSX.Element {
  return codiconPaths(props.name) ? IconView(props) : <LaterIcon {...props} />;
}
