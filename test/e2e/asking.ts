import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { fakeMcpServerTables } from '../support/mcpServer.ts';
import {
  answerByCard,
  approvalCards,
  panelButton,
  sendMessage,
  transcriptRows,
  waitForIdle,
  waitForText,
} from '../support/panelPage.ts';
import type { Fixture } from './fixture.ts';

/** Tables of a `config.toml` with which codex can ask everything: an MCP server and the tools that ask. */
export const askingTables = `${fakeMcpServerTables()}
[features]
request_permissions_tool = true
default_mode_request_user_input = true
`;

/** What the model was told of the tool call that the prompt made it do; undefined: nothing. Prompts are to differ. */
export function toldModel({ demo }: Fixture, prompt: string): string | undefined {
  const requests = demo.model?.requests.filter(({ lastUserText }) => lastUserText === prompt) ?? [];
  return requests.at(-1)?.toolOutputs[0]?.output;
}

/** How often the model was asked something as the last that a person said. */
export function askedCount({ demo }: Fixture, text: string): number {
  return demo.model?.requests.filter(({ lastUserText }) => lastUserText === text).length ?? 0;
}

/** Begins an empty thread in the panel. */
export async function newThread({ panel }: Fixture): Promise<void> {
  await panelButton(panel, 'New Thread').click();
  // A thread may be as empty as a new one, which codex reports nothing of yet.
  await panel.locator('.thread-info').waitFor({ state: 'detached' });
  // A message that was only just sent is no row yet: that there is none does not tell the threads apart.
  await panel.getByText('What should Codex do?').waitFor();
}

/** Sends a prompt in the thread that is shown, and resolves with the card of what codex asks then. */
export async function ask({ panel }: Fixture, prompt: string): Promise<Locator> {
  assert.equal(await approvalCards(panel).count(), 0);
  await sendMessage(panel, prompt);
  const card = approvalCards(panel).first();
  await card.waitFor();
  return card;
}

/** Sends a prompt and resolves, when the turn is over, with what the model was told. Nothing is to be asked. */
export async function runUnasked(fixture: Fixture, prompt: string): Promise<string | undefined> {
  const { panel } = fixture;
  const rows = transcriptRows(panel, 'agentMessage');
  const count = await rows.count();
  await sendMessage(panel, prompt);
  await waitForText(panel, prompt);
  await rows.nth(count).waitFor();
  await waitForIdle(panel);
  return toldModel(fixture, prompt);
}

/** Answers the card; resolves, when the turn is over, with what the model was told of the prompt's call. */
export async function answer(
  fixture: Fixture,
  button: string | RegExp,
  prompt: string,
): Promise<string | undefined> {
  await answerByCard(fixture.panel, button);
  await waitForIdle(fixture.panel);
  return toldModel(fixture, prompt);
}

/** The names of the buttons that answer a card, in order. */
export async function optionNames(card: Locator): Promise<string[]> {
  const texts = await card.locator('.approval-option').allInnerTexts();
  return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim());
}

/** The lines on what was asked and is over, in the thread that is shown. */
export function settledLines({ panel }: Fixture): Locator {
  return panel.locator('.settled');
}

/** Unticks a box of a card that has just appeared, as often as it takes: in its first moments it ignores clicks. */
export async function untick(box: Locator): Promise<void> {
  for (let tries = 0; tries < 100 && (await box.isChecked()); tries++) await box.click();
  assert.equal(await box.isChecked(), false);
}
