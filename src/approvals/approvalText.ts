import type { FileUpdateChange } from '../protocol/index.ts';
import type { AppState } from '../shared/appState.ts';
import type { ApprovalState, CommandApproval } from '../shared/approvals/approvalState.ts';
import { permissionParts, type PermissionPart } from '../shared/approvals/permissionParts.ts';
import { isOutside } from '../shared/text/isOutside.ts';
import { displayCommand } from '../shared/text/commandLine.ts';
import { rootThreadId } from '../shared/thread/rootThread.ts';
import { threadTitle } from '../shared/thread/threadSummary.ts';
import { revealedText } from './revealedText.ts';

/** `vscode.l10n.t`: passed in, so that the words can be tested without VS Code. */
export type Translate = (message: string, ...args: string[]) => string;

/** An approval in the plain words of VS Code's own places. What could deceive is written out everywhere. */
export interface ApprovalText {
  /** What is asked, in our words. */
  readonly title: string;
  /** What it is about, on one line: the command, the files, the tool. Shortened with an ellipsis. */
  readonly subject: string;
  /** Whether `subject` tells everything that accepting allows: nothing was cut, and nothing is for the card to tell. */
  readonly isWhole: boolean;
  /** Everything, for a dialog: nothing is cut, and what others wrote is indented so that it cannot pass for our words. */
  readonly detail: string;
  /** The title of the thread that asks, on one line. */
  readonly thread: string;
}

/** About what one line of a quick pick holds. */
const lineLength = 80;

/** The text on one line, line ends shown; cut with an ellipsis to `lineLength` characters (code points). */
function oneLine(text: string): string {
  const characters = Array.from(revealedText(text.trim()).replaceAll(/\r?\n/g, ' ↵ '));
  if (characters.length <= lineLength) return characters.join('');
  return `${characters.slice(0, lineLength - 1).join('')}…`;
}

/** Every line but the first begins with a bar: text of others never starts a line as ours does. */
function indented(text: string): string {
  return revealedText(text).split(/\r?\n/).join(' ↵\n│ ');
}

interface Parts {
  readonly title: string;
  /** Raw, on as many lines as it has. */
  readonly subject: string;
  readonly isComplete: boolean;
  readonly facts: readonly (string | null)[];
}

function commandTitle({ request }: CommandApproval, t: Translate): string {
  if (request.networkApprovalContext) return t('Codex asks for network access');
  if (request.kind === 'writeStdin') return t('Codex asks to type into a running process');
  return t('Codex asks to run a command');
}

/** What the words of an approval go by: where its thread works, and the opened folders (null: not known). */
interface Place {
  readonly threadCwd: string | null;
  readonly folders: readonly string[] | null;
}

function marked(path: string, shown: string, { folders }: Place, t: Translate): string {
  return folders !== null && isOutside(path, folders) ? t('{0} (outside the workspace)', shown) : shown;
}

function commandParts(approval: CommandApproval, place: Place, t: Translate): Parts {
  const { request, command, cwd } = approval;
  const { networkApprovalContext: network, additionalPermissions, reason } = request;
  const host = network ? `${network.host} (${network.protocol})` : null;
  const run = command === null ? null : displayCommand(command);
  const elsewhere = cwd !== null && cwd !== place.threadCwd ? t('in {0}', marked(cwd, cwd, place, t)) : null;
  return {
    title: commandTitle(approval, t),
    subject: [host, run, elsewhere].filter(Boolean).join(' · '),
    isComplete: !additionalPermissions && Boolean(host ?? run),
    facts: [
      network ? t('Network access: {0} ({1})', indented(network.host), network.protocol) : null,
      cwd ? t('In: {0}', marked(cwd, indented(cwd), place, t)) : null,
      additionalPermissions
        ? t('With further permissions: {0}', indented(JSON.stringify(additionalPermissions)))
        : null,
      command ? t('Command: {0}', indented(command)) : null,
      reason ? t('Reason given by the model: {0}', indented(reason)) : null,
    ],
  };
}

function changeLine({ path, kind }: FileUpdateChange, place: Place, t: Translate): string {
  const { threadCwd } = place;
  const roots = threadCwd === null ? [] : [`${threadCwd}/`, `${threadCwd}\\`];
  const relative = (file: string): string =>
    roots.some((root) => file.startsWith(root))
      ? file.slice((threadCwd?.length ?? 0) + 1)
      : marked(file, file, place, t);
  if (kind.type === 'add') return t('{0} (new)', relative(path));
  if (kind.type === 'delete') return t('{0} (deleted)', relative(path));
  return kind.move_path ? `${relative(path)} → ${relative(kind.move_path)}` : relative(path);
}

function permissionLine({ access, target, targetKind }: PermissionPart, place: Place, t: Translate): string {
  const shown = targetKind === 'path' ? marked(target, target, place, t) : target;
  switch (access) {
    case 'network':
      return t('Use the network');
    case 'read':
      return t('Read {0}', shown);
    case 'write':
      return t('Write {0}', shown);
    default:
      return t('Never touch {0}', target);
  }
}

function toParts(approval: ApprovalState, place: Place, t: Translate): Parts {
  const list = (lines: readonly string[]): string => lines.map((line) => `\n│ ${indented(line)}`).join('');
  switch (approval.kind) {
    case 'commandExecution':
      return commandParts(approval, place, t);
    case 'fileChange': {
      const { grantRoot, reason } = approval.request;
      const lines = approval.changes.map((change) => changeLine(change, place, t));
      return {
        title: t('Codex asks to change files'),
        subject: lines.join(', '),
        // Names tell where, not what would be written.
        isComplete: false,
        facts: [
          t('Files: {0}', list(lines)),
          grantRoot
            ? t(
                'And from then on to write anywhere below: {0}',
                marked(grantRoot, indented(grantRoot), place, t),
              )
            : null,
          reason ? t('Reason given by the model: {0}', indented(reason)) : null,
        ],
      };
    }
    case 'permissions': {
      const { permissions, cwd, reason } = approval.request;
      const lines = permissionParts(permissions).map((part) => permissionLine(part, place, t));
      return {
        title: t('Codex asks for further permissions'),
        subject: lines.join(', '),
        isComplete: lines.length > 0,
        facts: [
          t('Permissions: {0}', list(lines)),
          t('In: {0}', indented(cwd)),
          reason ? t('Reason given by the model: {0}', indented(reason)) : null,
        ],
      };
    }
    case 'mcpToolCall': {
      const { serverName, toolName, toolDescription, toolArguments } = approval;
      return {
        title: t('Codex asks to use a tool'),
        subject: `${serverName} › ${toolName} ${toolArguments.replaceAll(/\n\s*/g, ' ')}`,
        isComplete: true,
        facts: [
          t('MCP server: {0}', indented(serverName)),
          t('Tool: {0}', indented(toolName)),
          t('Arguments: {0}', indented(toolArguments)),
          toolDescription ? t('The server describes the tool: {0}', indented(toolDescription)) : null,
        ],
      };
    }
    case 'userInput': {
      const questions = approval.request.questions.map(({ question }) => question);
      return {
        title: t('Codex asks you a question'),
        subject: questions.join(' / '),
        isComplete: false,
        facts: [t('Questions: {0}', list(questions))],
      };
    }
    default: {
      const { request } = approval;
      const message = request.mode === 'openai/userVerification' ? request.title : request.message;
      return {
        title: t('An MCP server asks you a question'),
        subject: `${request.serverName}: ${message}`,
        isComplete: false,
        facts: [
          t('MCP server: {0}', indented(request.serverName)),
          t('It says: {0}', indented(message)),
          request.mode === 'url' ? t('Page: {0}', indented(request.url)) : null,
        ],
      };
    }
  }
}

/**
 * Words an approval for a dialog, a notification, a quick pick. `state` tells of its thread. Never throws; whatever
 * codex, the model or a server wrote is shown as revealed text.
 */
export function approvalText(
  approval: ApprovalState,
  { summaries, workspace }: Pick<AppState, 'summaries' | 'workspace'>,
  t: Translate,
): ApprovalText {
  const { title, subject, isComplete, facts } = toParts(
    approval,
    {
      threadCwd: summaries[approval.threadId]?.cwd ?? null,
      folders: workspace.kind === 'ready' ? workspace.folders : null,
    },
    t,
  );
  const line = oneLine(subject);
  const thread = threadTitle(summaries[rootThreadId(summaries, approval.threadId)]);
  return {
    title,
    subject: line,
    isWhole: isComplete && !line.endsWith('…'),
    detail: facts.filter((fact) => fact !== null).join('\n\n'),
    thread: oneLine(thread) || t('Untitled thread'),
  };
}
