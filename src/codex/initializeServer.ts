import type { InitializeResponse } from '../protocol/index.ts';
import type { CodexConnection } from './codexConnection.ts';

/** What the server says about itself: `codexHome` is the folder in use, better than any guess. */
export type ServerInfo = InitializeResponse;

/** The name that codex records in threads and sends upstream: it never changes. */
const clientName = 'codex_chat_panel';

export interface InitializeOptions {
  readonly clientVersion: string;
  /** Exact method names; names that a server does not know are harmless. */
  readonly optOutNotificationMethods?: readonly string[];
}

/**
 * The handshake: `initialize`, then `initialized`. Nothing else may be sent before. Throws what the request throws,
 * or an Error when there is no answer within `deadlineMs`.
 */
export async function initializeServer(
  connection: CodexConnection,
  { clientVersion, optOutNotificationMethods = [] }: InitializeOptions,
  deadlineMs: number,
): Promise<ServerInfo> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const late = new Error(`no answer to initialize within ${deadlineMs / 1000} s`);
    timer = setTimeout(() => reject(late), deadlineMs);
  });
  try {
    const info = await Promise.race([
      connection.request('initialize', {
        clientInfo: { name: clientName, title: 'Codex Chat Panel', version: clientVersion },
        capabilities: {
          experimentalApi: true,
          requestAttestation: false,
          optOutNotificationMethods: [...optOutNotificationMethods],
        },
      }),
      deadline,
    ]);
    connection.notifyInitialized();
    return info;
  } finally {
    clearTimeout(timer);
  }
}
