import * as vscode from 'vscode';
import type { VirtualDocuments } from '../approvals/virtualDocuments.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import { outputText } from '../shared/text/boundedOutput.ts';
import type { Store } from '../shared/store.ts';
import { findItem, type ItemRef } from '../shared/thread/findItem.ts';
import { readOutput } from '../threads/readOutput.ts';
import type { ThreadServer } from '../threads/threadService.ts';

/** Opens a command's whole output as a read-only document. */
export class OutputDocuments {
  constructor(
    private readonly store: Store<AppState, AppEvent>,
    private readonly server: ThreadServer,
    private readonly documents: VirtualDocuments,
  ) {}

  /** Shows what codex stored of the output, else (still running, never stored) the part held in memory. */
  async show(ref: ItemRef): Promise<void> {
    const state = findItem(this.store.getState(), ref);
    if (!state?.output) return;
    const stored = state.output.droppedChars > 0 ? await this.stored(ref) : null;
    const uri = this.documents.set('/output.log', ref.itemId, stored ?? outputText(state.output));
    await vscode.window.showTextDocument(uri, { preview: true });
  }

  private async stored({ threadId, turnId, itemId }: ItemRef): Promise<string | null> {
    try {
      return await readOutput(this.server, threadId, turnId, itemId);
    } catch {
      // A running or interrupted command is not in the stored history: what is held in memory is all there is.
      return null;
    }
  }
}
