import { demoPrompts, explainText, greetingText, planSteps } from './demoTexts.ts';
import type { ModelRequest, ToolOutput } from './modelRequest.ts';
import {
  commandCall,
  completed,
  created,
  failed,
  functionCall,
  message,
  patchCall,
  reasoning,
  type ScriptStep,
} from './responseEvents.ts';
import { greetingPatch } from './sampleWorkspace.ts';

const typing = { chunkLength: 6, gapMs: 5 };

/**
 * The model of `npm start` and of the screenshots. It answers by the last user text and the tool results after it
 * only, so it can be asked anything in any order: see the greeting for the prompts it knows.
 */
export async function* demoScript(request: ModelRequest): AsyncGenerator<ScriptStep> {
  yield created();
  if (/\bfail\b/i.test(request.lastUserText)) {
    yield failed('server_is_overloaded', 'The scripted model fails because it was asked to.');
    return;
  }
  yield* answer(request);
  yield completed(1200 + request.lastUserText.length, 160);
}

function answer({ lastUserText, toolOutputs }: ModelRequest): Iterable<ScriptStep> {
  const last = toolOutputs.at(-1);
  const asks = (pattern: RegExp): boolean => pattern.test(lastUserText);
  if (asks(/context checkpoint compaction/i)) return message('The user tries the demo prompts one by one.');
  if (asks(/\b(fix|patch)\b/i)) return last ? afterPatch(last) : beforePatch();
  if (asks(/\bplan\b/i)) return last ? message(`${planSteps.length} steps. Shall I start?`, typing) : plan();
  if (asks(/\brun\b/i)) return last ? afterTests(last) : beforeTests();
  if (asks(/markdown|explain|about this project/i)) return explain();
  return message(greetingText, typing);
}

function* explain(): Generator<ScriptStep> {
  yield* reasoning(
    ['**Reading the project**\n\nThree files matter: the library, its command line, its tests.'],
    {
      chunkLength: 12,
      gapMs: 10,
    },
  );
  yield* message(explainText, { ...typing, phase: 'final_answer' });
}

function* beforeTests(): Generator<ScriptStep> {
  yield* message('I will run the checks in `test/run.mjs`.', { ...typing, phase: 'commentary' });
  yield commandCall({
    cmd: 'node test/run.mjs',
    sandbox_permissions: 'require_escalated',
    justification: 'Do you want to run the tests of this project?',
  });
}

function afterTests({ output }: ToolOutput): Iterable<ScriptStep> {
  if (isDeclined(output)) return message('All right, I did not run the tests.', typing);
  const result = /(\d+) passed\D+(\d+) failed/.exec(output.replaceAll(escapeSequence, ''));
  if (!result) return message(`The tests did not run to their end:\n\n${fenced(output)}`, typing);
  const [, passed, failures] = result;
  if (failures === '0') return message(`All ${passed} checks pass.`, typing);
  const verdict = `**${passed} checks pass, ${failures} fails:** spaces around a name stay in the greeting.`;
  return message(`${verdict} Say **${demoPrompts.fix}** and I will repair it.`, typing);
}

function* beforePatch(): Generator<ScriptStep> {
  yield* reasoning(['**Finding the bug**\n\n`greet` trims the name but then uses the untrimmed one.'], {
    chunkLength: 12,
    gapMs: 10,
  });
  yield* message('The trimmed name is never used. I will change that one line.', {
    ...typing,
    phase: 'commentary',
  });
  yield patchCall(greetingPatch);
}

function afterPatch({ output }: ToolOutput): Iterable<ScriptStep> {
  if (isDeclined(output)) return message('All right, I left the file as it was.', typing);
  if (/^(Success|Exit code: 0)/m.test(output)) {
    return message('Done: `greet` now uses the trimmed name, written as a template literal.', typing);
  }
  const reason =
    'I could not apply the change; perhaps the greeting is fixed already, or this is another project.';
  return message(`${reason}\n\n${fenced(output)}`, typing);
}

function* plan(): Generator<ScriptStep> {
  const steps = planSteps.map((step, index) => ({ step, status: index === 0 ? 'in_progress' : 'pending' }));
  yield functionCall('update_plan', { explanation: 'Repair the greeting.', plan: steps });
}

const escapeSequence = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

function isDeclined(output: string): boolean {
  return /rejected by user|denied|declined/i.test(output);
}

function fenced(output: string): string {
  return `\`\`\`text\n${output.slice(0, 600).trim()}\n\`\`\``;
}
