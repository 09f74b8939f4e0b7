import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Keybinding {
  readonly key: string;
  readonly command: string;
}

const extensionId = 'codex-chat-panel.codex-chat-panel';

/** Strips the comments that VS Code puts around its default keybindings. */
function parseKeybindings(text: string): Keybinding[] {
  const json = text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('//'))
    .join('\n');
  return JSON.parse(json) as Keybinding[];
}

/** Defines the tests of what package.json contributes, as VS Code sees it. */
export function defineManifestTests(): void {
  describe('the extension in VS Code', () => {
    const manifest = (): { contributes: { commands: { command: string }[]; keybindings: Keybinding[] } } => {
      const extension = vscode.extensions.getExtension(extensionId);
      assert.ok(extension, 'it is not installed');
      return extension.packageJSON;
    };

    it('registers every command that it contributes', async () => {
      await vscode.extensions.getExtension(extensionId)?.activate();
      const known = new Set(await vscode.commands.getCommands(true));
      for (const { command } of manifest().contributes.commands) assert.ok(known.has(command), command);
    });

    it('takes no key from VS Code', async () => {
      const uri = vscode.Uri.parse('vscode://defaultsettings/keybindings.json');
      const document = await vscode.workspace.openTextDocument(uri);
      const own = new Set(manifest().contributes.keybindings.map(({ command }) => command));
      const keys = parseKeybindings(document.getText())
        .filter(({ command }) => !own.has(command))
        .map(({ key }) => key);
      assert.ok(keys.length > 100);
      for (const { key } of manifest().contributes.keybindings)
        assert.ok(!keys.includes(key), `${key} is taken`);
    });

    it('starts nothing by being activated', async () => {
      await vscode.extensions.getExtension(extensionId)?.activate();
      assert.equal(vscode.window.terminals.length, 0);
      assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 0);
    });
  });
}
