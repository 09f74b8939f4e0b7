import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { promptFor, type PromptSituation } from '../../../src/approvals/promptFor.ts';
import type { ApprovalState } from '../../../src/shared/approvals/approvalState.ts';

type Prompt = ReturnType<typeof promptFor>;

const modalKinds: ApprovalState['kind'][] = ['commandExecution', 'mcpToolCall', 'permissions'];
const cardKinds: ApprovalState['kind'][] = ['fileChange', 'userInput', 'elicitation'];

/** By modal mode and notification mode: the prompt when hidden, when visible, and when visible without the focus. */
const table: readonly [
  PromptSituation['modalMode'],
  PromptSituation['notificationMode'],
  hidden: Prompt,
  visible: Prompt,
  unfocused: Prompt,
][] = [
  ['whenHidden', 'off', 'modal', 'none', 'none'],
  ['whenHidden', 'whenHidden', 'modal', 'none', 'none'],
  ['whenHidden', 'whenUnfocused', 'modal', 'none', 'notification'],
  ['always', 'off', 'modal', 'modal', 'modal'],
  ['always', 'whenHidden', 'modal', 'modal', 'modal'],
  ['always', 'whenUnfocused', 'modal', 'modal', 'modal'],
  ['never', 'off', 'none', 'none', 'none'],
  ['never', 'whenHidden', 'notification', 'none', 'none'],
  ['never', 'whenUnfocused', 'notification', 'none', 'notification'],
];

describe('promptFor', () => {
  for (const [modalMode, notificationMode, ...wanted] of table) {
    const prompts = (kind: ApprovalState['kind']): Prompt[] =>
      (
        [
          [false, true],
          [true, true],
          [true, false],
        ] as const
      ).map(([isPanelVisible, isWindowFocused]) =>
        promptFor(
          { kind },
          {
            modalMode,
            notificationMode,
            isPanelVisible,
            isThreadVisible: isPanelVisible,
            isWindowFocused,
          },
        ),
      );

    it(`modal ${modalMode}, notifications ${notificationMode}`, () => {
      for (const kind of modalKinds) assert.deepEqual(prompts(kind), wanted, kind);
    });

    it(`modal ${modalMode}, notifications ${notificationMode}: what needs its card is never in a modal`, () => {
      const expected: Prompt[] = {
        off: ['none' as const, 'none' as const, 'none' as const],
        whenHidden: ['notification' as const, 'none' as const, 'none' as const],
        whenUnfocused: ['notification' as const, 'none' as const, 'notification' as const],
      }[notificationMode];
      for (const kind of cardKinds) assert.deepEqual(prompts(kind), expected, kind);
    });
  }

  it('a thread behind another one is told of by a notification, never by a modal for hidden panels', () => {
    const behind = { isPanelVisible: true, isThreadVisible: false, isWindowFocused: true };
    for (const [modalMode, notificationMode] of table) {
      const wanted = notificationMode === 'off' ? 'none' : 'notification';
      assert.equal(
        promptFor({ kind: 'commandExecution' }, { modalMode, notificationMode, ...behind }),
        modalMode === 'always' ? 'modal' : wanted,
        `${modalMode}, ${notificationMode}`,
      );
    }
  });

  it('a hidden panel in a window without the focus asks once, by what the settings allow', () => {
    const away = { isPanelVisible: false, isThreadVisible: false, isWindowFocused: false };
    for (const [modalMode, notificationMode, hidden] of table)
      assert.equal(promptFor({ kind: 'commandExecution' }, { modalMode, notificationMode, ...away }), hidden);
  });
});
