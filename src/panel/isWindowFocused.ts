import * as vscode from 'vscode';
import type { Surfaces } from './surfaces.ts';

/**
 * Whether the window has the focus. A page that has it is asked first: VS Code in a browser does not notice when the
 * focus comes back to the window right into a webview.
 */
export function isWindowFocused(surfaces: Pick<Surfaces, 'isAnyFocused'>): boolean {
  return surfaces.isAnyFocused || vscode.window.state.focused;
}
