import { TransportLostError } from '../errors.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import { allowsAutoReview, configuredPolicy, forbiddenModes } from '../shared/policy/policyLimits.ts';
import type { PolicyLimits } from '../shared/policy/policyState.ts';
import type { Store } from '../shared/store.ts';
import type { ThreadConnection } from './threadService.ts';

/** A server that refuses, lacks the method or does not answer has not said anything. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TransportLostError) throw error;
    return null;
  }
}

/**
 * Asks each server process once, for each folder, what its configuration and its administrator say about policies.
 * Where the configuration cannot be read it counts as set by somebody, so that nothing of ours overrides it.
 */
export class PolicyReader {
  private known: { readonly key: string; readonly limits: Promise<void> } | undefined;

  constructor(private readonly store: Store<AppState, AppEvent>) {}

  /** Resolves when the state holds what the server says for threads in `cwd`. Throws when the server is lost. */
  ensure(connection: ThreadConnection, cwd: string): Promise<void> {
    const key = `${connection.generation} ${cwd}`;
    if (this.known?.key === key) return this.known.limits;
    const limits = this.read(connection, cwd).then((read) =>
      this.store.dispatch([{ method: 'host/policyLimitsRead', params: { limits: read } }]),
    );
    this.known = { key, limits };
    return limits;
  }

  private async read(connection: ThreadConnection, cwd: string): Promise<PolicyLimits> {
    const [config, required, modes, features] = await Promise.all([
      orNull(connection.request('config/read', { cwd })),
      orNull(connection.request('configRequirements/read', undefined)),
      orNull(connection.request('collaborationMode/list', {})),
      orNull(connection.request('experimentalFeature/list', {})),
    ]);
    const requirements = required?.requirements ?? null;
    const review = features?.data.find(({ name }) => name === 'guardian_approval');
    return {
      configured: config ? configuredPolicy(config, cwd) : 'custom',
      forbidden: forbiddenModes(requirements),
      usesProfiles: Boolean(requirements?.allowedPermissionProfiles),
      canAutoReview: Boolean(review?.enabled) && allowsAutoReview(requirements),
      canPlan: modes?.data.some(({ mode }) => mode === 'plan') ?? false,
    };
  }
}
