import { UserError } from '../errors.ts';
import type { ProcessExit } from './codexProcess.ts';
import type { LocateResult } from './locateCodex.ts';

/** Why there is no server. */
export type ServerFailure =
  | { readonly kind: 'notLocated'; readonly result: Exclude<LocateResult, { kind: 'found' }> }
  | { readonly kind: 'spawnFailed'; readonly path: string; readonly message: string }
  /** It runs, but did not finish the handshake: no answer in time, or a refusal. */
  | { readonly kind: 'startFailed'; readonly message: string; readonly stderrTail: string }
  | ({ readonly kind: 'crashed' } & ProcessExit);

const shownLines = 5;

function lastLines(stderrTail: string): string {
  const lines = stderrTail.split('\n').slice(-shownLines).join('\n').trim();
  return lines && `\n${lines}`;
}

function describeLocate(result: Exclude<LocateResult, { kind: 'found' }>): string {
  switch (result.kind) {
    case 'notFound':
      return result.ignored.length > 0
        ? `codex was found only inside the workspace (${result.ignored[0]}), where nothing is run from. To use it all the same, name it in the setting codexChat.codexPath.`
        : 'codex was not found. Install it, or name it in the setting codexChat.codexPath.';
    case 'tooOld':
      return `codex ${result.version} (${result.path}) is too old: ${result.minimum} or newer is needed.`;
    case 'invalid':
      return `${result.path}: ${result.reason}`;
  }
}

/** A failure in plain English, for the log and for callers who show it as it is. */
export function describeFailure(failure: ServerFailure): string {
  switch (failure.kind) {
    case 'notLocated':
      return describeLocate(failure.result);
    case 'spawnFailed':
      return failure.message;
    case 'startFailed':
      return `codex did not start: ${failure.message}${lastLines(failure.stderrTail)}`;
    case 'crashed': {
      const how = failure.signal ? `signal ${failure.signal}` : `code ${failure.exitCode}`;
      return `codex ended unexpectedly (${how}).${lastLines(failure.stderrTail)}`;
    }
  }
}

/** Thrown to whoever needs a server when there is none. */
export class ServerFailedError extends UserError {
  override readonly name = 'ServerFailedError';

  constructor(readonly failure: ServerFailure) {
    super(describeFailure(failure));
  }
}
