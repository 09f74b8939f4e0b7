import { describeFailure, type ServerFailure as StartFailure } from './codex/serverFailure.ts';
import type { SupervisorState } from './codex/supervisor.ts';
import type { ServerFailure, ServerState } from './shared/appState.ts';

function toServerFailure(failure: StartFailure, canRetry: boolean): ServerFailure {
  const message = describeFailure(failure);
  switch (failure.kind) {
    case 'notLocated': {
      const { result } = failure;
      if (result.kind === 'notFound')
        return { kind: 'notFound', searched: result.searched, ignored: result.ignored };
      if (result.kind === 'invalid') return { kind: 'invalidPath', path: result.path, reason: result.reason };
      return { kind: 'tooOld', path: result.path, version: result.version, minimum: result.minimum };
    }
    case 'spawnFailed':
      return { kind: 'startFailed', message, details: '' };
    case 'startFailed':
      return { kind: canRetry ? 'startFailed' : 'crashLoop', message, details: failure.stderrTail };
    case 'crashed':
      return { kind: canRetry ? 'crashed' : 'crashLoop', message, details: failure.stderrTail };
    default:
      return failure satisfies never;
  }
}

/** The supervisor's state as the panel shows it. */
export function toServerState(state: SupervisorState): ServerState {
  switch (state.kind) {
    case 'stopped':
    case 'starting':
      return { kind: state.kind };
    case 'ready':
      return { kind: 'ready', version: state.codex.version, path: state.codex.path };
    case 'failed':
      return { kind: 'failed', failure: toServerFailure(state.failure, state.canRetry) };
    default:
      return state satisfies never;
  }
}
