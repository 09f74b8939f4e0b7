import type { PolicyChoices } from './policyChoices.ts';

/** The commands about the shown thread's policy, by command id. */
export function createPolicyCommands(policies: PolicyChoices): Record<string, () => Promise<void> | void> {
  return {
    'codexChat.choosePolicy': () => policies.pick(),
    'codexChat.togglePlanMode': () => policies.togglePlanMode(),
    'codexChat.toggleAutoReview': () => policies.toggleAutoReview(),
  };
}
