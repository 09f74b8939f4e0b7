import { installCommand } from '../../src/shared/installCommand.ts';
import type { AppState, ServerFailure } from '../../src/shared/appState.ts';
import type { PanelAction } from '../../src/shared/messages.ts';
import type { CodiconName } from '../ui/codiconNames.ts';
import { t } from '../ui/l10n.ts';

export interface ProblemAction {
  readonly label: string;
  readonly run: PanelAction;
}

/** Something that keeps codex from working here, in words, with what a person can do about it. */
export interface Problem {
  readonly id: 'noFolder' | 'restricted' | 'signedOut' | ServerFailure['kind'];
  readonly icon: CodiconName;
  readonly title: string;
  readonly message: string;
  /** A command to run in a terminal; null when none helps. */
  readonly command: string | null;
  readonly details: { readonly label: string; readonly text: string } | null;
  /** The first is the one to try. */
  readonly actions: readonly ProblemAction[];
}

const noExtras = { command: null, details: null } as const;

function retry(): ProblemAction {
  return { label: t('Retry'), run: 'retryServer' };
}

function setPath(): ProblemAction {
  return { label: t('Set Path…'), run: 'setCodexPath' };
}

function toDetails(label: string, text: string): Problem['details'] {
  return text === '' ? null : { label, text };
}

function describeNotFound({ ignored }: Extract<ServerFailure, { kind: 'notFound' }>): string {
  const message = t(
    'The panel runs the Codex command-line tool on this machine. Install it, or say where it is.',
  );
  if (ignored.length === 0) return message;
  const found = t(
    'A Codex was found inside the opened workspace, from where nothing is ever run: {0}',
    ignored.join(', '),
  );
  return `${message} ${found}`;
}

function describeFailure(failure: ServerFailure): Problem {
  const base = { id: failure.kind, icon: 'error', ...noExtras } as const;
  switch (failure.kind) {
    case 'notFound':
      return {
        ...base,
        title: t('Codex was not found'),
        message: describeNotFound(failure),
        details: toDetails(t('Searched places'), failure.searched.join('\n')),
        actions: [{ label: t('Install Codex'), run: 'installCodex' }, setPath(), retry()],
      };
    case 'invalidPath':
      return {
        ...base,
        title: t('The path to Codex does not work'),
        message: t('{0}: {1}', failure.path, failure.reason),
        actions: [setPath(), retry()],
      };
    case 'tooOld':
      return {
        ...base,
        title: t('Codex is too old'),
        message: t(
          '{0} is version {1}. The panel needs {2} or newer. To update it, run:',
          failure.path,
          failure.version,
          failure.minimum,
        ),
        command: installCommand,
        actions: [retry(), setPath()],
      };
    case 'startFailed':
      return { ...base, title: t('Codex did not start'), ...describeOutput(failure) };
    case 'crashed':
      return { ...base, title: t('Codex stopped unexpectedly'), ...describeOutput(failure) };
    case 'crashLoop':
      return {
        ...base,
        title: t('Codex keeps stopping and is not started again by itself'),
        ...describeOutput(failure),
      };
    default:
      return failure satisfies never;
  }
}

function describeOutput(
  failure: Extract<ServerFailure, { details: string }>,
): Pick<Problem, 'message' | 'details' | 'actions'> {
  return {
    message: failure.message,
    details: toDetails(t('Details'), failure.details),
    actions: [retry(), { label: t('Show Log'), run: 'showLog' }],
  };
}

/** The first thing that has to be mended before codex can work here; null when there is nothing. */
export function toProblem(app: Pick<AppState, 'workspace' | 'server' | 'account'>): Problem | null {
  if (app.workspace.kind === 'noFolder') {
    return {
      id: 'noFolder',
      icon: 'folder-opened',
      title: t('No folder is open'),
      message: t(
        'Codex works in a folder: it reads and changes the files in it. Nothing is sent before one is open. Threads of other folders can be read through Threads.',
      ),
      ...noExtras,
      actions: [
        { label: t('Open Folder'), run: 'openFolder' },
        { label: t('Threads'), run: 'showThreads' },
      ],
    };
  }
  if (app.workspace.kind === 'restricted') {
    return {
      id: 'restricted',
      icon: 'shield',
      title: t('This workspace is in Restricted Mode'),
      message: t(
        'Codex runs commands and changes files, so it is not started before you trust this workspace.',
      ),
      ...noExtras,
      actions: [{ label: t('Manage Workspace Trust'), run: 'manageTrust' }],
    };
  }
  if (app.server.kind === 'failed') return describeFailure(app.server.failure);
  if (app.account.kind === 'signedOut') {
    return {
      id: 'signedOut',
      icon: 'account',
      title: t('You are not signed in'),
      message: t(
        'Codex needs an account, or an API key, to reach a model. The sign-in is kept by Codex, not by this panel.',
      ),
      ...noExtras,
      actions: [{ label: t('Sign in'), run: 'signIn' }],
    };
  }
  return null;
}
