/** The one door to the generated protocol types (`npm run generate`). Types only: nothing here reaches a bundle. */
export type {
  ClientRequest,
  InitializeResponse,
  RequestId,
  ReviewDecision,
  ServerNotification,
  ServerRequest,
} from './generated/index';
export type * from './generated/v2/index';
export type { ClientResults } from './generated/ClientResults';
export type { ServerRequestResults } from './generated/ServerRequestResults';
