import type { ApprovalContent, ApprovalState } from '../../../src/shared/approvals/approvalState.ts';
import { startHostHarness, type HostHarness, type HostHarnessOptions } from '../../support/hostHarness.ts';
import { fakeMcpServerTables } from '../../support/mcpServer.ts';
import { completed, message, type ScriptStep } from '../../support/responseEvents.ts';
import { ended } from '../threads/transcript.ts';

const tables = `${fakeMcpServerTables()}
[features]
request_permissions_tool = true
default_mode_request_user_input = true
`;

/** Turns every tool call into a pending approval, with nobody to answer but the test. */
export interface AskingHost extends HostHarness {
  /** Sends the prompt to the thread (null: a new one) and resolves with what it makes codex ask. */
  ask(threadId: string | null, prompt: string): Promise<ApprovalState>;
  /** Answers; resolves, when the turn has ended, with what the model was told of its call. */
  answer(approval: ApprovalState, optionId: string, content?: ApprovalContent | null): Promise<string>;
  /** Sends the prompt and resolves, when the turn has ended unasked, with what the model was told of its call. */
  unasked(threadId: string, prompt: string): Promise<string>;
}

/**
 * Starts the host with an MCP server and codex's asking features. The model makes the call that the prompt names, and
 * ends the turn when it is told the result.
 */
export async function startAskingHost(
  calls: Readonly<Record<string, () => ScriptStep>>,
  options: Partial<HostHarnessOptions> = {},
): Promise<AskingHost> {
  const host = await startHostHarness({
    configTables: tables,
    script: ({ lastUserText, toolOutputs }) => {
      const call = toolOutputs.length === 0 ? calls[lastUserText] : undefined;
      return call ? [call(), completed()] : [...message('Went on.'), completed()];
    },
    ...options,
  });
  const turnCount = (): number => Object.values(host.store.getState().threads)[0]?.turns.length ?? 0;
  const told = async (): Promise<string> => {
    await host.until(ended(turnCount()));
    return host.model.requests.at(-1)?.toolOutputs[0]?.output ?? '';
  };
  return {
    ...host,
    ask: async (threadId, prompt) => {
      await host.send(threadId, prompt);
      return host.until(({ approvals }) => approvals[0]);
    },
    answer: async (approval, optionId, content = null) => {
      if (!host.broker.answer(approval.id, optionId, content)) throw new Error(`${optionId} was refused.`);
      return told();
    },
    unasked: async (threadId, prompt) => {
      const before = turnCount();
      await host.send(threadId, prompt);
      await host.until(({ threads }) => (threads[threadId]?.turns.length ?? 0) > before);
      return told();
    },
  };
}
