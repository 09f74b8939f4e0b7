import * as vscode from 'vscode';
import { UserError } from '../errors.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import { policyModes, type PolicyMode } from '../shared/policy/policyMode.ts';
import type { PolicyChoice } from '../shared/policy/policyState.ts';
import { shownPolicy } from '../shared/policy/shownPolicy.ts';
import type { Store } from '../shared/store.ts';
import { pickPolicy } from './policyPicker.ts';
import type { SurfaceStorage } from './surface.ts';

const rememberedKey = 'policy.remembered';
const chosenKey = 'policy.chosen';
const settingsKey = 'policy.threadSettings';
const confirmedKey = 'policy.fullAccessConfirmed';

/** Threads whose last reported settings outlive the window. */
const maxStoredSettings = 50;

/**
 * What the person picks for the shown thread. Full access is confirmed once for each workspace. What was picked, and
 * the workspace's default for new threads, outlive the window.
 */
export class PolicyChoices {
  private readonly unsubscribe: () => void;
  private saved: AppState;
  private restored = false;

  constructor(
    private readonly store: Store<AppState, AppEvent>,
    private readonly storage: SurfaceStorage,
    private readonly shownThreadId: () => string | null,
  ) {
    this.saved = store.getState();
    this.unsubscribe = store.subscribe(({ state }) => this.save(state));
  }

  /** Brings back, once, what an earlier window left. */
  restore(): void {
    if (this.restored) return;
    this.restored = true;
    const stored = this.storage.get<PolicyMode>(rememberedKey);
    const remembered = policyModes.find((mode) => mode === stored) ?? null;
    const chosen = this.storage.get<AppState['policy']['chosen']>(chosenKey) ?? {};
    const threadSettings = this.storage.get<AppState['threadSettings']>(settingsKey) ?? {};
    this.store.dispatch([{ method: 'host/policyRestored', params: { remembered, chosen, threadSettings } }]);
  }

  /** Shows the picker, and carries out what is picked. */
  async pick(): Promise<void> {
    this.restore();
    const threadId = this.shownThreadId();
    const state = this.store.getState();
    const picked = await pickPolicy(shownPolicy(state, threadId), state.policy.limits?.forbidden ?? {});
    if (picked === 'togglePlanMode') this.togglePlanMode();
    else if (picked === 'toggleAutoReview') this.toggleAutoReview();
    else if (picked) await this.chooseMode(threadId, picked.mode);
  }

  togglePlanMode(): void {
    const threadId = this.shownThreadId();
    const { canPlan, isPlanMode } = shownPolicy(this.store.getState(), threadId);
    if (!canPlan)
      throw new UserError(vscode.l10n.t('This Codex does not offer plan mode, or is not started.'));
    this.choose(threadId, { isPlanMode: !isPlanMode }, false);
  }

  toggleAutoReview(): void {
    const threadId = this.shownThreadId();
    const { canAutoReview, isAutoReview } = shownPolicy(this.store.getState(), threadId);
    if (!canAutoReview)
      throw new UserError(vscode.l10n.t('This Codex does not offer auto-review, or is not started.'));
    this.choose(threadId, { reviewer: isAutoReview ? 'user' : 'auto_review' }, false);
  }

  dispose(): void {
    this.unsubscribe();
  }

  private async chooseMode(threadId: string | null, mode: PolicyMode): Promise<void> {
    const isForbidden = (): boolean => Boolean(this.store.getState().policy.limits?.forbidden[mode]);
    if (isForbidden() || (mode === 'fullAccess' && !(await this.confirmFullAccess()))) return;
    // Full access for one running thread does not become what every new one gets.
    this.choose(threadId, { mode }, threadId === null || mode !== 'fullAccess');
  }

  private choose(threadId: string | null, choice: PolicyChoice, remember: boolean): void {
    this.store.dispatch([{ method: 'host/policyChosen', params: { threadId, choice, remember } }]);
  }

  /** Asks once for each workspace. Closing the dialog is a no. */
  async confirmFullAccess(): Promise<boolean> {
    if (this.storage.get<boolean>(confirmedKey) === true) return true;
    const confirm = vscode.l10n.t('Give Full Access');
    const detail = vscode.l10n.t(
      'Codex then runs every command, changes any file of this machine and uses the network without asking you and without a sandbox. You are not asked again in this workspace.',
    );
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('Give Codex full access?'),
      { modal: true, detail },
      confirm,
    );
    if (answer !== confirm) return false;
    await this.storage.update(confirmedKey, true);
    return true;
  }

  private save(state: AppState): void {
    const { policy: before, threadSettings: settingsBefore } = this.saved;
    this.saved = state;
    const { policy, threadSettings } = state;
    // Not before what is stored was read: it would be overwritten.
    if (policy !== before || threadSettings !== settingsBefore) this.restore();
    if (threadSettings !== settingsBefore) {
      const recent = Object.entries(threadSettings).slice(-maxStoredSettings);
      void this.storage.update(settingsKey, Object.fromEntries(recent));
    }
    if (policy.remembered !== before.remembered)
      void this.storage.update(rememberedKey, policy.remembered ?? undefined);
    if (policy.chosen !== before.chosen) void this.storage.update(chosenKey, policy.chosen);
  }
}
