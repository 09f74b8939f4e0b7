import type { AppEvent, AppState } from '../appState.ts';
import { workspaceFolders } from '../folders/workspaceFolders.ts';
import { toPolicyMode } from './policyMode.ts';
import { choiceKey, type PolicyChoice, type PolicyState, type ThreadSettingsState } from './policyState.ts';
import { fromThreadSettings } from './threadSettings.ts';

type PolicySlice = Pick<AppState, 'policy' | 'threadSettings' | 'workspace'>;

function setChoice(policy: PolicyState, key: string, choice: PolicyChoice | null): PolicyState {
  const { [key]: previous, ...others } = policy.chosen;
  if (choice && Object.keys(choice).length > 0) return { ...policy, chosen: { ...others, [key]: choice } };
  return previous ? { ...policy, chosen: others } : policy;
}

/** The members of `choice` that `isDone` does not say to be settled. */
function openPart(choice: PolicyChoice, isDone: (key: keyof PolicyChoice) => boolean): PolicyChoice {
  const keys = (Object.keys(choice) as (keyof PolicyChoice)[]).filter((key) => !isDone(key));
  return Object.fromEntries(keys.map((key) => [key, choice[key]]));
}

function settle(
  policy: PolicyState,
  threadId: string,
  isDone: (choice: PolicyChoice, key: keyof PolicyChoice) => boolean,
): PolicyState {
  const choice = policy.chosen[threadId];
  if (!choice) return policy;
  const open = openPart(choice, (key) => isDone(choice, key));
  return Object.keys(open).length === Object.keys(choice).length ? policy : setChoice(policy, threadId, open);
}

function seeSettings(slice: PolicySlice, threadId: string, settings: ThreadSettingsState): PolicySlice {
  // The newest last: only the last ones outlive the window.
  const { [threadId]: _before, ...others } = slice.threadSettings;
  const inForce: Record<keyof PolicyChoice, unknown> = {
    mode: toPolicyMode(settings.approvalPolicy, settings.sandbox, workspaceFolders(slice.workspace)),
    reviewer: settings.reviewer,
    isPlanMode: settings.isPlanMode,
  };
  return {
    ...slice,
    policy: settle(slice.policy, threadId, (choice, key) => choice[key] === inForce[key]),
    threadSettings: { ...others, [threadId]: settings },
  };
}

function forget(slice: PolicySlice, threadId: string): PolicySlice {
  const { [threadId]: _forgotten, ...threadSettings } = slice.threadSettings;
  return { ...slice, policy: setChoice(slice.policy, threadId, null), threadSettings };
}

function reduceSlice(slice: PolicySlice, event: AppEvent): PolicySlice {
  const { policy } = slice;
  switch (event.method) {
    case 'thread/settings/updated':
      return seeSettings(slice, event.params.threadId, fromThreadSettings(event.params.threadSettings));
    case 'thread/archived':
    case 'thread/deleted':
      return forget(slice, event.params.threadId);
    case 'host/threadSettingsSeen':
      return seeSettings(slice, event.params.threadId, event.params.settings);
    case 'host/policyLimitsRead':
      return { ...slice, policy: { ...policy, limits: event.params.limits } };
    case 'host/policyRestored': {
      const { remembered, chosen, threadSettings } = event.params;
      return {
        ...slice,
        policy: { ...policy, remembered, chosen: { ...chosen, ...policy.chosen } },
        threadSettings: { ...threadSettings, ...slice.threadSettings },
      };
    }
    case 'host/policyAssigned': {
      const { threadId, choice: taken } = event.params;
      const assigned = setChoice(policy, threadId, taken);
      // What was picked since is for the next new thread.
      const isTaken = (choice: PolicyChoice, key: keyof PolicyChoice): boolean => choice[key] === taken[key];
      return { ...slice, policy: settle(assigned, choiceKey(null), isTaken) };
    }
    case 'host/policyChosen': {
      const { threadId, choice, remember } = event.params;
      const key = choiceKey(threadId);
      const chosen = setChoice(policy, key, { ...policy.chosen[key], ...choice });
      const remembered = remember && choice.mode ? choice.mode : policy.remembered;
      // Also what seems to be in force is sent: another program may have changed it since it was reported.
      return { ...slice, policy: { ...chosen, remembered } };
    }
    case 'host/policySent': {
      const { threadId, choice: sent } = event.params;
      return {
        ...slice,
        policy: settle(policy, threadId, (choice, key) => key in sent && choice[key] === sent[key]),
      };
    }
    default:
      return slice;
  }
}

/** Folds what an event says of policies and of the settings in force into the state. */
export function reducePolicy(state: AppState, event: AppEvent): AppState {
  const { params } = event;
  const threadId = 'threadId' in params ? params.threadId : undefined;
  // A side question runs with what it was started with, and these parts of the state outlive the window.
  if (threadId && state.summaries[threadId]?.ephemeral) return state;
  const next = reduceSlice(state, event);
  if (next.policy === state.policy && next.threadSettings === state.threadSettings) return state;
  return { ...state, policy: next.policy, threadSettings: next.threadSettings };
}
