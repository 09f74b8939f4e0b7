import type { PolicyMode } from './policyMode.ts';
import type { PolicyChoice, PolicyLimits, ThreadSettingsState } from './policyState.ts';

/** The host events about policies: see HostEvent. */
export type PolicyEvent =
  /** The results of `thread/start` and `thread/resume` say what is in force. */
  | { method: 'host/threadSettingsSeen'; params: { threadId: string; settings: ThreadSettingsState } }
  /** What was picked for the new thread when it was started is the choice of the thread that it became. */
  | { method: 'host/policyAssigned'; params: { threadId: string; choice: PolicyChoice } }
  | { method: 'host/policyLimitsRead'; params: { limits: PolicyLimits } }
  /** What an earlier window left. */
  | {
      method: 'host/policyRestored';
      params: {
        remembered: PolicyMode | null;
        chosen: Readonly<Record<string, PolicyChoice>>;
        /** As last reported: a stored thread is shown with it until codex loads the thread. */
        threadSettings: Readonly<Record<string, ThreadSettingsState>>;
      };
    }
  /** `threadId` null: the new thread. `remember`: the mode is also the default of the workspace's new threads. */
  | {
      method: 'host/policyChosen';
      params: { threadId: string | null; choice: PolicyChoice; remember: boolean };
    }
  /** A new turn took the choice; what codex made of it is what it reports. */
  | { method: 'host/policySent'; params: { threadId: string; choice: PolicyChoice } }
  /** The person allowed what codex's reviewer had denied. */
  | { method: 'host/denialOverridden'; params: { threadId: string; reviewId: string } };
