import type { ServerNotification } from '../../protocol/index.ts';

/**
 * What becomes of a notification: `fold` changes the state through the reducer, `host` is handled in the
 * extension host only, `drop` is known and deliberately not used (yet).
 */
export type Triage = 'fold' | 'host' | 'drop';

/** Every notification of the pinned codex. A codex upgrade that adds one fails to compile here, with its name. */
export const notificationTriage = {
  error: 'fold',
  'thread/started': 'fold',
  'thread/status/changed': 'fold',
  'thread/name/updated': 'fold',
  'thread/closed': 'fold',
  'thread/archived': 'fold',
  'thread/unarchived': 'fold',
  'thread/deleted': 'fold',
  'thread/tokenUsage/updated': 'fold',
  'turn/started': 'fold',
  'turn/completed': 'fold',
  'turn/plan/updated': 'fold',
  'item/started': 'fold',
  'item/completed': 'fold',
  'item/agentMessage/delta': 'fold',
  'item/plan/delta': 'fold',
  'item/reasoning/summaryTextDelta': 'fold',
  'item/reasoning/summaryPartAdded': 'fold',
  'item/reasoning/textDelta': 'fold',
  'item/commandExecution/outputDelta': 'fold',
  'serverRequest/resolved': 'fold',
  'item/autoApprovalReview/started': 'fold',
  'item/autoApprovalReview/completed': 'fold',
  'thread/settings/updated': 'fold',
  'model/rerouted': 'fold',
  warning: 'fold',
  guardianWarning: 'fold',
  'account/updated': 'host',
  'account/login/completed': 'host',
  configWarning: 'host',
  deprecationNotice: 'host',
  'windows/worldWritableWarning': 'host',
  'thread/readState/changed': 'drop',
  'thread/reverted': 'drop',
  'skills/changed': 'drop',
  'thread/section/changed': 'drop',
  'thread/attachment/updated': 'drop',
  'thread/goal/updated': 'drop',
  'thread/prediction/updated': 'drop',
  'thread/goal/cleared': 'drop',
  'thread/queue/changed': 'drop',
  'project/changed': 'drop',
  'thread/project/updated': 'drop',
  'thread/environment/connected': 'drop',
  'thread/environment/disconnected': 'drop',
  'hook/started': 'drop',
  'hook/completed': 'drop',
  'turn/diff/updated': 'drop',
  'autoApprovalReview/strictReviewRequired': 'drop',
  'rawResponseItem/completed': 'drop',
  'rawResponse/completed': 'drop',
  'command/exec/outputDelta': 'drop',
  'process/outputDelta': 'drop',
  'process/exited': 'drop',
  'item/commandExecution/terminalInteraction': 'drop',
  'item/fileChange/outputDelta': 'drop',
  'item/fileChange/patchUpdated': 'drop',
  'item/mcpToolCall/progress': 'drop',
  'mcpServer/oauthLogin/completed': 'drop',
  'mcpServer/startupStatus/updated': 'drop',
  'mcpServer/event/stream/notification': 'drop',
  'account/gatewayOAuth/changed': 'drop',
  'account/rateLimits/updated': 'drop',
  'app/list/updated': 'drop',
  'remoteControl/status/changed': 'drop',
  'externalAgentConfig/import/progress': 'drop',
  'externalAgentConfig/import/completed': 'drop',
  'fs/changed': 'drop',
  'thread/compacted': 'drop',
  'model/verification': 'drop',
  'modelProvider/authRecoveryStarted': 'drop',
  'modelProvider/authRecoveryCompleted': 'drop',
  'turn/moderationMetadata': 'drop',
  'model/safetyBuffering/updated': 'drop',
  'fuzzyFileSearch/sessionUpdated': 'drop',
  'fuzzyFileSearch/sessionCompleted': 'drop',
  'thread/realtime/started': 'drop',
  'thread/realtime/itemAdded': 'drop',
  'thread/realtime/item/started': 'drop',
  'thread/realtime/item/transcript/delta': 'drop',
  'thread/realtime/item/completed': 'drop',
  'thread/realtime/transcript/delta': 'drop',
  'thread/realtime/transcript/done': 'drop',
  'thread/realtime/outputAudio/delta': 'drop',
  'thread/realtime/sdp': 'drop',
  'thread/realtime/error': 'drop',
  'thread/realtime/closed': 'drop',
  'windowsSandbox/setupCompleted': 'drop',
} as const satisfies Record<ServerNotification['method'], Triage>;

type NotificationTriage = typeof notificationTriage;
type MethodOf<T extends Triage> = {
  [M in keyof NotificationTriage]: NotificationTriage[M] extends T ? M : never;
}[keyof NotificationTriage];

/** The notifications the reducer folds: the protocol's own, narrowed by the triage table. */
export type ThreadEvent = Extract<ServerNotification, { method: MethodOf<'fold'> }>;

/** The notifications that only the extension host looks at. */
export type HostNotification = Extract<ServerNotification, { method: MethodOf<'host'> }>;

/** Returns the triage of a method, or `undefined` for one that the pinned codex does not know. */
export function triageOf(method: string): Triage | undefined {
  return (notificationTriage as Record<string, Triage>)[method];
}

/** True for a notification that the triage table folds. */
export function isThreadEvent(notification: ServerNotification): notification is ThreadEvent {
  return triageOf(notification.method) === 'fold';
}
