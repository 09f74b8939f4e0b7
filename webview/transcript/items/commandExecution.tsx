import type { JSX } from 'preact';
import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import { displayCommand } from '../../../src/shared/text/commandLine.ts';
import { emptyOutput, outputText, type BoundedOutput } from '../../../src/shared/text/boundedOutput.ts';
import { postIntent } from '../../host.ts';
import { Button } from '../../ui/button.tsx';
import { t } from '../../ui/l10n.ts';
import { lazy } from '../../ui/lazy.ts';
import { createLazyPart } from '../../ui/lazyPart.ts';
import { RevealedText } from '../../ui/revealedText.tsx';
import { itemDuration } from './itemDuration.ts';
import { FoldedItemLine } from './itemLine.tsx';
import { partKey, type ItemProps } from './itemProps.ts';
import { toItemStatus, type ItemStatus } from './itemStatus.ts';
import { toRelativePath } from './relativePath.ts';
import { lastLines, withoutColours } from './terminalText.ts';
import { WorkspaceContext } from './workspaceContext.ts';

/** While a command runs only this much of its end is drawn, each time it prints. */
const liveLength = 8_000;

/** A command up to this long is whole in its line, also in a narrow side bar. */
const shortLength = 24;

/** The outcome in words; null when there is nothing to say beyond the icon. */
export function outcomeText(status: ItemStatus, exitCode: number | null): string | null {
  switch (status) {
    case 'inProgress':
      return t('Running');
    case 'declined':
      return t('Declined');
    case 'interrupted':
      return t('Interrupted');
    case 'failed':
      return exitCode === null ? t('Failed') : t('Exit code {0}', exitCode);
    case 'completed':
      return exitCode === null || exitCode === 0 ? null : t('Exit code {0}', exitCode);
  }
}

/** The output as it is shown: whole when done, the end of it while the command runs. */
export function shownOutput(output: BoundedOutput, isRunning: boolean): string {
  const omitted = (count: number): string => t('[… {0} characters left out …]', count);
  if (!isRunning) return outputText(output, omitted);
  return lastLines(output.droppedChars > 0 ? output.tail : output.head + output.tail, liveLength);
}

/** Until the code that draws colours is there: the same text, so that nothing moves when it comes. */
const AnsiText = lazy(
  createLazyPart(async () => (await import('./ansiView.tsx')).AnsiText),
  ({ text }) => withoutColours(text),
);

function Output({ text, isRunning }: { readonly text: string; readonly isRunning: boolean }): JSX.Element {
  const box = useRef<HTMLPreElement>(null);
  useLayoutEffect(() => {
    if (isRunning && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [text, isRunning]);
  return (
    <pre ref={box} class="command-output" dir="ltr" role="group" aria-label={t('Output')}>
      <AnsiText text={text} />
    </pre>
  );
}

function Details(props: ItemProps<'commandExecution'>): JSX.Element {
  const { threadId, turnId, item, state } = props;
  const { cwd } = useContext(WorkspaceContext);
  const folder = toRelativePath(item.cwd, cwd);
  const command = displayCommand(item.command);
  const isLong = command.length > shortLength || command.includes('\n');
  const output = state.output ?? emptyOutput;
  const isRunning = toItemStatus(state) === 'inProgress';
  const text = shownOutput(output, isRunning);
  const openOutput = (): void => postIntent({ type: 'openOutput', threadId, turnId, itemId: item.id });
  return (
    <>
      {isLong && (
        <pre class="command-text" dir="ltr">
          <RevealedText text={command} />
        </pre>
      )}
      {folder !== '.' && (
        <div class="item-secondary">
          <RevealedText text={t('in {0}', folder)} />
        </div>
      )}
      {text !== '' && <Output text={text} isRunning={isRunning} />}
      {text === '' && !isRunning && <div class="item-secondary">{t('No output')}</div>}
      {text !== '' && (
        <div class="item-actions">
          <Button appearance="secondary" onClick={openOutput}>
            {t('Open full output')}
          </Button>
          {output.droppedChars > 0 && (
            <span class="item-secondary">{t('{0} characters are not shown here', output.droppedChars)}</span>
          )}
        </div>
      )}
    </>
  );
}

/** A command codex runs or ran. Its output is open while it runs and when it failed. */
export function CommandExecution(props: ItemProps<'commandExecution'>): JSX.Element {
  const { item, state, waits } = props;
  const status = toItemStatus(state);
  const hasOutput = state.output !== undefined && (state.output.head !== '' || state.output.tail !== '');
  return (
    <FoldedItemLine
      id={partKey(props, 'command')}
      initiallyOpen={hasOutput && (status === 'inProgress' || status === 'failed')}
      status={status}
      icon="terminal-bash"
      waits={waits}
      facts={[
        waits ? null : outcomeText(status, item.exitCode),
        // A declined command never ran: its time is that of the decision.
        status === 'declined' ? null : itemDuration(state, item.durationMs),
      ]}
      details={() => <Details {...props} />}
    >
      <code class="command-line" dir="ltr">
        <RevealedText text={displayCommand(item.command)} />
      </code>
    </FoldedItemLine>
  );
}
