import * as vscode from 'vscode';
import type { VirtualDocuments } from '../approvals/virtualDocuments.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import { outputText } from '../shared/text/boundedOutput.ts';
import type { Store } from '../shared/store.ts';
import type { ThreadService } from '../threads/threadService.ts';

/** Opens a command's whole output as a read-only document. */
export class OutputDocuments {
  constructor(
    private readonly store: Store<AppState, AppEvent>,
    private readonly threads: ThreadService,
    private readonly documents: VirtualDocuments,
  ) {}

  /** Shows what codex stored of the output, else (still running, never stored) the part held in memory. */
  async show(threadId: string, turnId: string, itemId: string): Promise<void> {
    const turn = this.store.getState().threads[threadId]?.turns.find(({ id }) => id === turnId);
    const state = turn?.items.find(({ item }) => item.id === itemId);
    if (!state?.output) return;
    const stored = state.output.droppedChars > 0 ? await this.stored(threadId, turnId, itemId) : null;
    const uri = this.documents.set('/output.log', itemId, stored ?? outputText(state.output));
    await vscode.window.showTextDocument(uri, { preview: true });
  }

  private async stored(threadId: string, turnId: string, itemId: string): Promise<string | null> {
    try {
      return await this.threads.readOutput(threadId, turnId, itemId);
    } catch {
      // A running or interrupted command is not in the stored history: what is held in memory is all there is.
      return null;
    }
  }
}
