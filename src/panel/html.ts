import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import earlyStyle from '../../webview/early.css';
import { earlyScript } from './earlyScript.ts';

function escapeAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/**
 * The page's document: our built script and style, the few lines of `earlyScript` with a message box that can be used
 * meanwhile, and nothing from the network. Chunks that the script loads lazily come from the same folder, which
 * `cspSource` admits.
 */
export function panelHtml(webview: vscode.Webview, builtPage: vscode.Uri, hasComposer: boolean): string {
  const nonce = randomBytes(16).toString('base64');
  const asset = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(builtPage, name)).toString();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}' ${webview.cspSource}`,
    `style-src 'nonce-${nonce}' ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  const script = asset('main.js');
  const l10n = escapeAttribute(JSON.stringify(vscode.l10n.bundle ?? {}));
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${nonce}">
<title>Codex</title>
<link rel="modulepreload" href="${script}">
<link rel="preload" as="style" href="${asset('main.css')}">
<style nonce="${nonce}">${earlyStyle}</style>
</head>
<body data-l10n="${l10n}">
<div class="composer early-composer" ${hasComposer ? 'data-shown' : ''} hidden>
<textarea class="composer-field" aria-label="${escapeAttribute(vscode.l10n.t('Message Codex'))}" rows="1" dir="auto"></textarea>
</div>
<div id="root" data-script="${script}"></div>
<script nonce="${nonce}">${earlyScript}</script>
</body>
</html>`;
}
