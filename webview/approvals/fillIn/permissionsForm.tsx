import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { PermissionsApproval } from '../../../src/shared/approvals/approvalState.ts';
import { permissionParts } from '../../../src/shared/approvals/permissionParts.ts';
import { t } from '../../ui/l10n.ts';
import { RevealedText } from '../../ui/revealedText.tsx';
import { PermissionPartView } from '../permissionPartView.tsx';
import { useCardDraft } from '../useCardDraft.ts';
import type { FillInProps } from './fillInProps.ts';
import { useFirstProblem } from './useFirstProblem.ts';

/** Everything that is asked for, each with a checkbox; what codex itself would keep out is shown without one. */
export function PermissionsForm(props: FillInProps<PermissionsApproval>): JSX.Element {
  const { approval, disabled, collect } = props;
  const { permissions, cwd } = approval.request;
  const parts = useMemo(() => permissionParts(permissions), [permissions]);
  const grantable = parts.filter(({ access }) => access !== 'deny');
  const [draft, setDraft] = useCardDraft(approval, {
    kind: 'permissions',
    granted: grantable.map(({ id }) => id),
  });
  const [isEmpty, setIsEmpty] = useState(false);
  const [form, focusProblem] = useFirstProblem();

  useLayoutEffect(() => {
    collect.current = () => {
      const granted = grantable.map(({ id }) => id).filter((id) => draft.granted.includes(id));
      if (granted.length > 0) return { kind: 'permissions', granted };
      setIsEmpty(true);
      focusProblem();
      return null;
    };
  });

  const toggle = (id: string, granted: boolean): void => {
    setIsEmpty(false);
    const others = draft.granted.filter((other) => other !== id);
    setDraft({ kind: 'permissions', granted: granted ? [...others, id] : others });
  };

  return (
    <div ref={form} class="fill-in">
      <p class="approval-fact">
        {t('Relative to:')}{' '}
        <code>
          <RevealedText text={cwd} />
        </code>
      </p>
      <ul class="permission-list" aria-label={t('Permissions')}>
        {parts.map((part) => (
          <li key={part.id}>
            {part.access === 'deny' ? (
              <PermissionPartView part={part} />
            ) : (
              <label class="choice">
                <input
                  type="checkbox"
                  checked={draft.granted.includes(part.id)}
                  disabled={disabled}
                  aria-invalid={isEmpty}
                  onChange={(event) => toggle(part.id, event.currentTarget.checked)}
                />
                <PermissionPartView part={part} />
              </label>
            )}
          </li>
        ))}
      </ul>
      {isEmpty && (
        <p class="field-problem" role="alert">
          {t('Choose what to grant, or deny all of it.')}
        </p>
      )}
    </div>
  );
}
