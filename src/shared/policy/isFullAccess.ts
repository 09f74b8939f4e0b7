import type { AppState } from '../appState.ts';

/** Whether the next turn of a thread runs without a sandbox: by what was picked for it, else by what codex reports. */
export function isFullAccess(
  { policy, threadSettings }: Pick<AppState, 'policy' | 'threadSettings'>,
  threadId: string,
): boolean {
  const mode = policy.chosen[threadId]?.mode;
  if (mode && !policy.limits?.forbidden[mode]) return mode === 'fullAccess';
  return threadSettings[threadId]?.sandbox.type === 'dangerFullAccess';
}
