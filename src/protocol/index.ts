/** The one door to the generated protocol types (`npm run generate`). Types only: nothing here reaches a bundle. */
export type {
  ClientInfo,
  ClientRequest,
  InitializeCapabilities,
  InitializeParams,
  InitializeResponse,
  RequestId,
  ServerNotification,
  ServerRequest,
} from './generated/index';
export type { JsonValue } from './generated/serde_json/JsonValue';
export type * from './generated/v2/index';
export type { ClientResults } from './generated/ClientResults';
export type { ServerRequestResults } from './generated/ServerRequestResults';
