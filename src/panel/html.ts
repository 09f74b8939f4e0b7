import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';

/** Set by the build: a development build leaves the page's script in parts, with source maps. */
declare const PAGE_IS_ONE_SCRIPT: boolean;

function escapeAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/**
 * The page's document: our built script and style only, nothing from the network. Both are in the document: a file is a
 * round trip through VS Code's service worker each time that the view is opened. Chunks that the script loads lazily
 * come from `data-base`, a folder that `cspSource` admits.
 */
export function panelHtml(webview: vscode.Webview, builtPage: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const base = `${webview.asWebviewUri(builtPage).toString()}/`;
  const read = (name: string): string => readFileSync(vscode.Uri.joinPath(builtPage, name).fsPath, 'utf8');
  const style = PAGE_IS_ONE_SCRIPT
    ? `<style nonce="${nonce}">${read('main.css')}</style>`
    : `<link rel="stylesheet" href="${base}main.css">`;
  const script = PAGE_IS_ONE_SCRIPT
    ? `<script type="module" nonce="${nonce}">${read('main.js')}</script>`
    : `<script type="module" nonce="${nonce}" src="${base}main.js"></script>`;
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}' ${webview.cspSource}`,
    `style-src 'nonce-${nonce}' ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  const l10n = escapeAttribute(JSON.stringify(vscode.l10n.bundle ?? {}));
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${nonce}">
${style}
<title>Codex</title>
</head>
<body data-base="${escapeAttribute(base)}" data-l10n="${l10n}">
<div id="root"></div>
${script}
</body>
</html>`;
}
