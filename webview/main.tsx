import { render } from 'preact';
import { App } from './app.tsx';
import { dropCardFocus, requestCardFocus } from './approvals/cardFocus.ts';
import { createFocusRequests } from './composer/focusRequests.ts';
import { listenToHost, postIntent, saveUiState } from './host.ts';
import { receivePathsResolved } from './markdown/fileLinks.ts';
import { markdownPart } from './markdown/markdownView.tsx';
import { createReplica } from './replica.ts';
import { laterCodicons } from './ui/codiconPaths.ts';
import { ErrorBoundary } from './ui/errorBoundary.tsx';
import { keepFocus } from './ui/keepFocus.ts';
import { whenIdle } from './ui/whenIdle.ts';

function reportError(error: unknown): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  postIntent({ type: 'reportError', message, stack: stack ?? '' });
}

window.addEventListener('error', (event: ErrorEvent) => {
  // Notices of the browser, such as a resize observer that was late, carry no error.
  if (event.error) reportError(event.error);
});
window.addEventListener('unhandledrejection', (event) => reportError(event.reason));

const replica = createReplica({ post: postIntent });
const focusRequests = createFocusRequests();

listenToHost((message) => {
  switch (message.type) {
    case 'snapshot':
    case 'events':
      if (message.type === 'snapshot')
        saveUiState({ surface: [message.state.surfaceId, message.state.threadId] });
      replica.receive(message);
      // A thread is shown, or a message on its way: its Markdown and its icons come next.
      if (Object.keys(replica.getState()?.app.threads ?? {}).length > 0) {
        void markdownPart.load();
        void laterCodicons.load();
      }
      break;
    case 'pathsResolved':
      receivePathsResolved({ ...message.paths });
      break;
    case 'focusComposer':
      dropCardFocus();
      focusRequests.request();
      break;
    case 'focusApproval':
      requestCardFocus(message.approvalId);
      break;
    default:
      message satisfies never;
  }
});

const root = document.getElementById('root') ?? document.body;
render(
  <ErrorBoundary>
    <App replica={replica} focusRequests={focusRequests} />
  </ErrorBoundary>,
  root,
);
keepFocus(root);
// A third of the page's code, and not needed for its words: the elements become buttons when it is there.
whenIdle(() => import('./ui/toolkit.ts').then(({ registerToolkit }) => registerToolkit(), reportError));
window.addEventListener('focus', () => postIntent({ type: 'pageFocused' }));
window.addEventListener('blur', () => postIntent({ type: 'pageBlurred' }));
if (document.hasFocus()) postIntent({ type: 'pageFocused' });
