import * as vscode from 'vscode';
import { policyModes, type PolicyMode } from '../shared/policy/policyMode.ts';
import type { ForbiddenBy, PolicyLimits } from '../shared/policy/policyState.ts';
import type { ShownPolicy } from '../shared/policy/shownPolicy.ts';

export type PolicyPick = { readonly mode: PolicyMode } | 'togglePlanMode' | 'toggleAutoReview';

interface PolicyItem extends vscode.QuickPickItem {
  /** Absent: it cannot be picked. */
  readonly pick?: PolicyPick;
}

function modeLabel(mode: PolicyMode): string {
  switch (mode) {
    case 'readOnly':
      return `$(eye) ${vscode.l10n.t('Read only')}`;
    case 'askBeforeEdits':
      return `$(question) ${vscode.l10n.t('Ask before edits')}`;
    case 'agent':
      return `$(tools) ${vscode.l10n.t('Agent')}`;
    case 'fullAccess':
      return `$(warning) ${vscode.l10n.t('Full access')}`;
    default:
      return mode satisfies never;
  }
}

/** What runs without asking. */
function modeDetail(mode: PolicyMode): string {
  switch (mode) {
    case 'readOnly':
      return vscode.l10n.t(
        'Never asks, never writes: commands run in a read-only sandbox. MCP tools that need approval fail.',
      );
    case 'askBeforeEdits':
      return vscode.l10n.t(
        'Reads, and runs commands in a read-only sandbox, without asking; asks before every edit and anything beyond.',
      );
    case 'agent':
      return vscode.l10n.t(
        'Edits files in the workspace and runs sandboxed commands without asking; asks for anything beyond.',
      );
    case 'fullAccess':
      return vscode.l10n.t(
        'Runs every command and edit without asking and without a sandbox, on the whole machine and the network.',
      );
    default:
      return mode satisfies never;
  }
}

function forbiddenDetail(by: ForbiddenBy): string {
  switch (by) {
    case 'approvalPolicy':
      return vscode.l10n.t('Not available: your administrator does not allow its approval policy.');
    case 'sandbox':
      return vscode.l10n.t('Not available: your administrator does not allow its sandbox.');
    case 'permissionProfile':
      return vscode.l10n.t('Not available: your administrator does not allow its permission profile.');
    default:
      return by satisfies never;
  }
}

function modeItem(mode: PolicyMode, shown: ShownPolicy, by: ForbiddenBy | undefined): PolicyItem {
  if (by) return { label: `$(circle-slash) ${modeLabel(mode)}`, detail: forbiddenDetail(by) };
  const current = shown.isPending ? vscode.l10n.t('from the next turn') : vscode.l10n.t('current');
  return {
    label: modeLabel(mode),
    detail: modeDetail(mode),
    pick: { mode },
    ...(mode === shown.mode && { description: current }),
  };
}

function switchItems(shown: ShownPolicy): PolicyItem[] {
  const state = (isOn: boolean): string => (isOn ? vscode.l10n.t('on') : vscode.l10n.t('off'));
  const items: PolicyItem[] = [];
  if (shown.canPlan)
    items.push({
      label: `$(list-unordered) ${vscode.l10n.t('Plan mode')}`,
      description: state(shown.isPlanMode),
      detail: vscode.l10n.t('Codex plans and asks questions, and changes nothing, until plan mode is left.'),
      pick: 'togglePlanMode',
    });
  if (shown.canAutoReview)
    items.push({
      label: `$(shield) ${vscode.l10n.t('Auto-review')}`,
      description: state(shown.isAutoReview),
      detail: vscode.l10n.t(
        'A second model answers instead of you what Codex asks. It costs tokens; you can overrule its denials.',
      ),
      pick: 'toggleAutoReview',
    });
  return items.length === 0 ? items : [{ label: '', kind: vscode.QuickPickItemKind.Separator }, ...items];
}

/** Lets the person pick what codex may do unasked. What is forbidden is shown with the reason and cannot be picked. */
export async function pickPolicy(
  shown: ShownPolicy,
  forbidden: PolicyLimits['forbidden'],
): Promise<PolicyPick | undefined> {
  const quickPick = vscode.window.createQuickPick<PolicyItem>();
  const modes = policyModes.map((mode) => modeItem(mode, shown, forbidden[mode]));
  quickPick.title = vscode.l10n.t('What may Codex do without asking?');
  quickPick.placeholder =
    shown.mode === 'custom'
      ? vscode.l10n.t("Now: a custom policy of Codex's configuration. A change counts from the next turn.")
      : vscode.l10n.t('A change counts from the next turn.');
  quickPick.items = [...modes, ...switchItems(shown)];
  quickPick.activeItems = modes.filter(({ description }) => description !== undefined);
  try {
    return await new Promise<PolicyPick | undefined>((resolve) => {
      quickPick.onDidAccept(() => {
        const pick = quickPick.selectedItems[0]?.pick;
        if (pick) resolve(pick);
      });
      quickPick.onDidHide(() => resolve(undefined));
      quickPick.show();
    });
  } finally {
    quickPick.dispose();
  }
}
