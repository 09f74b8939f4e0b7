import os from 'node:os';
import { Supervisor } from '../../../src/codex/supervisor.ts';
import type { SupervisorOptions, SupervisorState } from '../../../src/codex/supervisor.ts';
import { createTestLog } from '../../unit/codex/serverEnd.ts';

export interface TestSupervisor {
  readonly supervisor: Supervisor;
  readonly states: SupervisorState[];
  /** Resolves with the next state of a kind that is reached from now on. */
  next(kind: SupervisorState['kind']): Promise<SupervisorState>;
  readonly log: ReturnType<typeof createTestLog>;
}

/** A supervisor of the codex at `path`, which remembers its states. The caller disposes it. */
export function createTestSupervisor(path: string, options: Partial<SupervisorOptions> = {}): TestSupervisor {
  const log = createTestLog();
  const supervisor = new Supervisor({
    locate: () => Promise.resolve({ kind: 'found', path, version: '0.169.0', newerThanTested: false }),
    environment: () => process.env,
    cwd: os.tmpdir(),
    clientVersion: '0.0.0',
    log,
    handleServerRequest: () => undefined,
    ...options,
  });
  const states: SupervisorState[] = [];
  supervisor.onDidChangeState((state) => states.push(state));
  const next = (kind: SupervisorState['kind']): Promise<SupervisorState> =>
    new Promise((resolve) => {
      const listening = supervisor.onDidChangeState((state) => {
        if (state.kind !== kind) return;
        listening.dispose();
        resolve(state);
      });
    });
  return { supervisor, states, next, log };
}
