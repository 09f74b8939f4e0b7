import type { NotificationMessage } from 'vscode-jsonrpc/node';

/**
 * Notifications that came one right after another, as the params of one message: vscode-jsonrpc delivers one message
 * per turn of the event loop, which for each token of a fast model is most of the work. Known by its class, so that no
 * server can send one.
 */
export class NotificationBatch {
  constructor(readonly notifications: readonly NotificationMessage[]) {}
}
