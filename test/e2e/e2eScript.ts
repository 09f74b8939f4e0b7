import { createGate, type Gate } from '../support/gate.ts';
import {
  commandCall,
  completed,
  functionCall,
  itemAdded,
  itemDone,
  message,
  messageItem,
  patchCall,
  textDelta,
  uniqueId,
  type ScriptStep,
} from '../support/responseEvents.ts';
import type { ModelScript } from '../support/scriptedModel.ts';
import { reviewPatches } from './reviewPatches.ts';
import { everyTool, pieces } from './threadScripts.ts';

/** A patch that does everything a patch can do, to the files of `writePatchFiles`. */
export const wholePatch = `*** Begin Patch
*** Add File: added.txt
+added line
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

/** The file that `hunksPatch` changes, in lines. */
export const hunksLines: readonly string[] = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);

/** A patch of three hunks, at lines 3, 13 and 23 of a file of `hunksLines`. */
function hunksPatch(file: string): string {
  const hunks = [3, 13, 23].map(
    (line) => `@@\n line ${line - 1}\n-line ${line}\n+line ${line} by codex\n line ${line + 1}\n`,
  );
  return `*** Begin Patch\n*** Update File: ${file}\n${hunks.join('')}*** End Patch\n`;
}

export const markdownAnswer = `## A streamed heading

Some **bold** text, \`code\`, and <b>raw html</b>.

- first point
- second point

| a | b |
| - | - |
| 1 | 2 |

\`\`\`ts
const answer: number = 42;
\`\`\`

[a link](https://example.com/) and [a bad one](javascript:alert(1)).

The end of the stream.`;

function escalated(cmd: string): ScriptStep {
  const justification = 'The test wants to see it run.';
  return commandCall({ cmd, sandbox_permissions: 'require_escalated', justification });
}

/** What `permissions` asks for: the network, a folder to read and one to write. */
const wantedPermissions = {
  reason: 'It needs the data.',
  permissions: { network: { enabled: true }, file_system: { read: ['/etc'], write: ['/var/lib/data'] } },
};

/** What `question` asks: an option or another answer, twice, and a secret. */
const wantedAnswers = {
  questions: [
    {
      id: 'lang',
      header: 'Language',
      question: 'Which language?',
      options: [
        { label: 'TypeScript', description: 'It has types.' },
        { label: 'Rust', description: 'It has more types.' },
      ],
    },
    {
      id: 'place',
      header: 'Place',
      question: 'Where does it run?',
      options: [{ label: 'Here', description: 'On this machine.' }],
    },
    {
      id: 'key',
      header: 'Key',
      question: 'Which key?',
      options: [{ label: 'None', description: 'Without a key.' }],
      isSecret: true,
    },
  ],
};

/** A patch that replaces the line `from` of a file by `to`. */
function editPatch([file = '', from = '', to = '']: readonly string[]): string {
  return `*** Begin Patch\n*** Update File: ${file}\n@@\n-${from}\n+${to}\n*** End Patch\n`;
}

/** The arguments of the tools of `test/support/mcpServer.ts`, by the word after `mcp`. */
const mcpCalls = {
  echo: ['echo', { text: 'hello' }],
  form: ['ask_form', {}],
  url: ['ask_url', {}],
} as const;

/** The script of the browser tests: what the model does follows from the prompt; gates hold it where a test says. */
export interface E2eModel {
  readonly script: ModelScript;
  /** The gate of the prompt `hold NAME`: the second half of its answer waits for it. */
  gate(name: string): Gate;
}

/** Makes the script and its gates. A gate that was never asked for is made closed. */
export function createE2eModel(): E2eModel {
  const gates = new Map<string, Gate>();
  const gate = (name: string): Gate => {
    const known = gates.get(name) ?? createGate();
    gates.set(name, known);
    return known;
  };

  async function* hold(name: string, signal: AbortSignal): AsyncGenerator<ScriptStep> {
    const id = uniqueId('msg');
    const [half, rest] = [`first half of ${name}, `, `second half of ${name}.`];
    yield itemAdded(messageItem(id, null));
    yield textDelta(id, half);
    const hungUp = new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve(), { once: true }),
    );
    await Promise.race([gate(name).opened, hungUp]);
    yield textDelta(id, rest);
    yield itemDone(messageItem(id, half + rest));
    yield completed();
  }

  function* answer(text: string): Generator<ScriptStep> {
    yield* message(text, { chunkLength: 9 });
    yield completed();
  }

  function* call(step: ScriptStep): Generator<ScriptStep> {
    yield step;
    yield completed();
  }

  async function* later(name: string, cmd: string): AsyncGenerator<ScriptStep> {
    await gate(name).opened;
    yield* call(escalated(cmd));
  }

  const script: ModelScript = ({ lastUserText, toolOutputs, signal, body }) => {
    // To an agent nobody but its parent speaks.
    const task = lastUserText === '' && /agent-task: (\w+)/.exec(JSON.stringify(body.input))?.[1];
    if (task) return hold(task, signal);
    const [verb = '', ...rest] = lastUserText.split(' ');
    const [output] = toolOutputs;
    if (verb === 'everything')
      return everyTool(toolOutputs.length, /^\S+ (\S+)/.exec(lastUserText)?.[1] ?? '');
    if (output) return answer(/reject|declin/i.test(output.output) ? 'The user said no.' : 'The tool ran.');
    switch (verb) {
      case 'markdown':
        return answer(markdownAnswer);
      case 'long':
        return answer(
          Array.from({ length: 120 }, (_, line) => `Paragraph ${line + 1} of a long answer.`).join('\n\n'),
        );
      case 'hold':
        return hold(rest.join(' '), signal);
      case 'pieces':
        return pieces(rest.join(' '), gate, signal);
      case 'command':
        return call(escalated(rest.join(' ')));
      case 'later':
        return later(rest[0] ?? '', rest.slice(1).join(' '));
      case 'apply':
        return call(patchCall(reviewPatches[rest.join(' ')] ?? ''));
      case 'patch':
        return call(patchCall(wholePatch));
      case 'edit':
        return call(patchCall(editPatch(rest)));
      case 'permissions':
        return call(functionCall('request_permissions', wantedPermissions));
      case 'question':
        return call(functionCall('request_user_input', wantedAnswers));
      case 'mcp': {
        const [tool, args] = mcpCalls[rest[0] as keyof typeof mcpCalls];
        return call(functionCall(tool, args, { namespace: 'mcp__fake' }));
      }
      case 'agent': {
        const wanted = { task_name: 'helper', message: `agent-task: ${rest.join(' ')}`, fork_turns: 'none' };
        return call(functionCall('spawn_agent', wanted, { namespace: 'collaboration' }));
      }
      case 'add':
        return call(patchCall(`*** Begin Patch\n*** Add File: ${rest.join(' ')}\n+added\n*** End Patch\n`));
      case 'hunks':
        return call(patchCall(hunksPatch(rest.join(' '))));
      default:
        return answer(`You said: ${lastUserText}`);
    }
  };
  return { script, gate };
}
