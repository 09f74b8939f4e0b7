import type { JSX } from 'preact';
import { useContext } from 'preact/hooks';
import type { PermissionPart } from '../../src/shared/approvals/permissionParts.ts';
import { WorkspaceContext } from '../transcript/items/workspaceContext.ts';
import { RevealedText } from '../ui/revealedText.tsx';
import { isPartOutside } from './isPartOutside.ts';
import { OutsideMark } from './outsideMark.tsx';
import { accessText, placeText } from './permissionText.ts';

/** One permission in words, with exactly what it is for. */
export function PermissionPartView({ part }: { readonly part: PermissionPart }): JSX.Element {
  const { folders } = useContext(WorkspaceContext);
  const place = placeText(part);
  return (
    <span class="permission-part">
      {accessText(part)}{' '}
      {part.target !== '' && (
        <code>
          <RevealedText text={part.target} />
        </code>
      )}
      {place !== null && ` (${place})`} {isPartOutside(part, folders) && <OutsideMark />}
    </span>
  );
}
