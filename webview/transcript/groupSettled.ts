import type { SettledApproval } from '../../src/shared/approvals/approvalState.ts';

interface SettledGroups {
  readonly byTurn: ReadonlyMap<string, readonly SettledApproval[]>;
  /** Asked outside a turn, or in one that there is no trace of. */
  readonly atEnd: readonly SettledApproval[];
}

/**
 * Where the record of each approval of a thread is shown: in its turn, else at the end. When `lacksTurns`, a turn that is
 * not held may be an older one, and its records come with it.
 */
export function groupSettled(
  settled: readonly SettledApproval[],
  heldTurnIds: readonly string[],
  lacksTurns = false,
): SettledGroups {
  const byTurn = new Map<string, SettledApproval[]>();
  const atEnd: SettledApproval[] = [];
  const turnIds = new Set(heldTurnIds);
  for (const item of settled) {
    const { turnId } = item.approval;
    if (turnId !== null && !turnIds.has(turnId) && lacksTurns) continue;
    if (turnId === null || !turnIds.has(turnId)) atEnd.push(item);
    else byTurn.set(turnId, [...(byTurn.get(turnId) ?? []), item]);
  }
  return { byTurn, atEnd };
}
