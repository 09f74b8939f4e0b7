import type { BareClient, WireMessage } from './bareClient.ts';
import { completed, commandCall, functionCall, message, patchCall, reasoning } from './responseEvents.ts';
import { fakeMcpServerTables } from './mcpServer.ts';
import type { ModelScript } from './scriptedModel.ts';
import { textInput } from './textInput.ts';

/** One recorded session: what the model does, and how the person behaves. */
export interface SessionScenario {
  readonly name: string;
  readonly script: ModelScript;
  readonly prompts: readonly string[];
  /** The decision for every approval. */
  readonly decision?: 'accept' | 'decline';
  /** The wire answer to one of codex's requests, as the person gives it; undefined leaves it to others. */
  answer?(request: WireMessage): unknown;
  /** Tables of codex's configuration. */
  readonly configTables?: string;
  /** Called for every message from codex while a turn runs. */
  react?(client: BareClient, message: WireMessage, threadId: string): void;
}

const markdown =
  '# Heading\n\nSome *text* with `code`, and a list:\n\n- one\n- two\n\n```ts\nconst x = 1;\n```\n\nDone. ÄÖ → 🙂';

function escalated(cmd: string): {
  cmd: string;
  sandbox_permissions: 'require_escalated';
  justification: string;
} {
  return { cmd, sandbox_permissions: 'require_escalated', justification: 'The test asks for it.' };
}

const patch = `*** Begin Patch
*** Add File: added.txt
+new line one
+new line two
*** Update File: update.txt
@@
 first
-second
+changed
 third
*** Delete File: gone.txt
*** Update File: old-name.txt
*** Move to: moved/new-name.txt
@@
-before
+after
*** End Patch
`;

/** Answers the first request with `steps`, and what follows the tools with a closing sentence. */
function toolThenText(call: () => ReturnType<typeof commandCall>[], closing: string): ModelScript {
  return function* script({ toolOutputs }) {
    if (toolOutputs.length === 0) yield* call();
    else yield* message(closing, { chunkLength: 7 });
    yield completed();
  };
}

/** Answers the requests of a method. */
function answerTo(method: string, result: unknown): SessionScenario['answer'] {
  return (request) => (request.method === method ? result : undefined);
}

function interruptOn(method: string): SessionScenario['react'] {
  let done = false;
  return (client, { method: seen, params }, threadId) => {
    if (seen !== method || done) return;
    done = true;
    void client.request('turn/interrupt', { threadId, turnId: params?.turnId });
  };
}

async function* endless(signal: AbortSignal): AsyncGenerator<ReturnType<typeof commandCall> | number> {
  for (const step of message('This text is never finished. '.repeat(4), { chunkLength: 8 })) {
    if (typeof step === 'object' && step.type === 'response.output_item.done') break;
    if (typeof step === 'object') yield step;
  }
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

export const sessionScenarios: readonly SessionScenario[] = [
  {
    name: 'plainText',
    prompts: ['Hello', 'And again'],
    script: function* () {
      yield* message(markdown, { chunkLength: 5 });
      yield completed();
    },
  },
  {
    name: 'reasoning',
    prompts: ['Think first'],
    script: function* () {
      yield* reasoning(['**Looking around**\n\nFirst part.', '**Deciding**\n\nSecond part.'], {
        chunkLength: 6,
      });
      yield* message('Thought about it.', { chunkLength: 4 });
      yield completed();
    },
  },
  {
    name: 'commandWithOutput',
    prompts: ['Print something'],
    decision: 'accept',
    script: toolThenText(
      () => [commandCall(escalated(`printf 'one\\ntwo\\n'; echo err >&2; exit 3`))],
      'It printed two lines and failed.',
    ),
  },
  {
    name: 'commandDeclined',
    prompts: ['Remove it'],
    decision: 'decline',
    script: toolThenText(() => [commandCall(escalated('rm update.txt'))], 'Then I leave it.'),
  },
  {
    name: 'patchAccepted',
    prompts: ['Patch it'],
    decision: 'accept',
    script: toolThenText(() => [patchCall(patch)], 'Patched.'),
  },
  {
    name: 'patchDeclined',
    prompts: ['Patch it'],
    decision: 'decline',
    script: toolThenText(() => [patchCall(patch)], 'Not patched.'),
  },
  {
    name: 'parallelCommands',
    prompts: ['Do both'],
    decision: 'accept',
    script: toolThenText(
      () => [commandCall(escalated('echo first')), commandCall(escalated('echo second'))],
      'Both ran.',
    ),
  },
  {
    name: 'planUpdated',
    prompts: ['Make a plan'],
    script: toolThenText(
      () => [
        functionCall('update_plan', {
          explanation: 'Two steps.',
          plan: [
            { step: 'Read', status: 'completed' },
            { step: 'Write', status: 'in_progress' },
          ],
        }),
      ],
      'Planned.',
    ),
  },
  {
    name: 'interrupted',
    prompts: ['Talk for ever'],
    script: ({ signal }) => endless(signal),
    react: interruptOn('item/agentMessage/delta'),
  },
  {
    name: 'interruptedApproval',
    prompts: ['Ask and wait'],
    script: toolThenText(() => [commandCall(escalated('echo never'))], 'Not reached.'),
    react: interruptOn('item/commandExecution/requestApproval'),
  },
  {
    name: 'failedStream',
    prompts: ['Break'],
    script: function* () {
      for (const step of message('This breaks off', { chunkLength: 4 })) {
        if (typeof step === 'object' && step.type === 'response.output_item.done') break;
        yield step;
      }
      yield 'cut';
    },
  },
  {
    name: 'steered',
    prompts: ['Start talking'],
    script: ({ lastUserText, signal }) =>
      lastUserText === 'Start talking'
        ? endless(signal)
        : (function* () {
            yield* message('Steered.', { chunkLength: 3 });
            yield completed();
          })(),
    react: (() => {
      let done = false;
      return (client, { method, params }, threadId) => {
        if (method !== 'item/agentMessage/delta' || done) return;
        done = true;
        const input = [textInput('Stop and listen')];
        void client.request('turn/steer', { threadId, expectedTurnId: params?.turnId, input });
      };
    })(),
  },
  {
    name: 'permissionsGranted',
    prompts: ['Ask for more'],
    configTables: '[features]\nrequest_permissions_tool = true\n',
    script: toolThenText(
      () => [
        functionCall('request_permissions', {
          reason: 'It needs the data.',
          permissions: {
            network: { enabled: true },
            file_system: { read: ['/etc'], write: ['/var/lib/data'] },
          },
        }),
      ],
      'Got some of it.',
    ),
    answer: answerTo('item/permissions/requestApproval', {
      permissions: { network: { enabled: true } },
      scope: 'session',
    }),
  },
  {
    name: 'userInput',
    prompts: ['Ask me'],
    configTables: '[features]\ndefault_mode_request_user_input = true\n',
    script: toolThenText(
      () => [
        functionCall('request_user_input', {
          questions: [
            {
              id: 'lang',
              header: 'Language',
              question: 'Which one?',
              options: [
                { label: 'TypeScript', description: 'It has types.' },
                { label: 'Rust', description: 'It has more types.' },
              ],
            },
          ],
        }),
      ],
      'Understood.',
    ),
    answer: answerTo('item/tool/requestUserInput', {
      answers: { lang: { answers: ['Rust', 'user_note: nightly'] } },
    }),
  },
  {
    name: 'mcpToolApproval',
    prompts: ['Call it'],
    configTables: fakeMcpServerTables(),
    script: toolThenText(
      () => [functionCall('echo', { text: 'hello' }, { namespace: 'mcp__fake' })],
      'It said hello.',
    ),
    answer: answerTo('mcpServer/elicitation/request', {
      action: 'accept',
      content: {},
      _meta: { persist: 'session' },
    }),
  },
  {
    name: 'elicitationForm',
    prompts: ['Fill it in'],
    configTables: fakeMcpServerTables(),
    script: toolThenText(
      () => [functionCall('ask_form', {}, { namespace: 'mcp__fake' })],
      'It is filled in.',
    ),
    answer: answerTo('mcpServer/elicitation/request', {
      action: 'accept',
      content: { name: 'Ada', tags: ['a'], count: 4 },
      _meta: null,
    }),
  },
];
