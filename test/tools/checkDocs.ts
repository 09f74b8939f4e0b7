/**
 * Keeps what is derived from other files true: the settings and commands tables of README.md, which come from
 * package.json, and l10n/bundle.l10n.json, the list of all texts a translation needs. Fails when one is stale;
 * `--write` mends it.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../support/cache.ts';

interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly markdownDescription: string;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string }[];
    readonly keybindings: readonly { command: string; key: string; mac: string; when?: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

function read(file: string): string {
  return readFileSync(path.join(repositoryRoot, file), 'utf8');
}

const manifest = JSON.parse(read('package.json')) as Manifest;
const nls = JSON.parse(read('package.nls.json')) as Record<string, string>;
const text = (key: string): string => nls[key.replaceAll('%', '')] ?? key;

function settingsTable(): string {
  const rows = Object.entries(manifest.contributes.configuration.properties).map(([id, setting]) => {
    const values = setting.enum ? setting.enum.map((value) => `\`${value}\``).join(', ') : setting.type;
    const initial = JSON.stringify(setting.default);
    return `| \`${id}\` | ${values} | \`${initial}\` | ${text(setting.markdownDescription)} |`;
  });
  return ['| Setting | Values | Default | |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function commandsTable(): string {
  const rows = manifest.contributes.commands.map(({ command, title, category }) => {
    const keys = manifest.contributes.keybindings.find((binding) => binding.command === command);
    const where = keys?.when?.includes('resourceScheme') ? ' (in a review)' : '';
    return `| ${category}: ${text(title)} | \`${command}\` | ${keys ? `\`${keys.key}\`${where}` : ''} |`;
  });
  return ['| Command | Id | Keys (macOS: Cmd for Ctrl) |', '| --- | --- | --- |', ...rows].join('\n');
}

function withTable(document: string, name: string, table: string): string {
  const [begin, end] = [`<!-- ${name}: made from package.json -->`, `<!-- end of ${name} -->`];
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < 0) throw new Error(`README.md has no place for the ${name} table`);
  return `${document.slice(0, from)}${begin}\n\n${table}\n\n${document.slice(to)}`;
}

/** The first argument of every `t(…)` and `l10n.t(…)`, as written: a literal, possibly of several parts. */
function messagesIn(source: string): string[] {
  const calls = source.matchAll(/\bt\(\s*((?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`$]*`))\s*[,)]/g);
  return [...calls].map(([, literal = '""']) => unquote(literal));
}

function unquote(literal: string): string {
  return literal.slice(1, -1).replaceAll(/\\(.)/g, '$1');
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(path.join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('generated'))
    .map((file) => read(path.join(folder, file)));
}

function l10nBundle(): string {
  const messages = [...sourcesBelow('src'), ...sourcesBelow('webview')].flatMap(messagesIn);
  const sorted = [...new Set(messages)].sort();
  return `${JSON.stringify(Object.fromEntries(sorted.map((message) => [message, message])), null, 2)}\n`;
}

const readme = withTable(
  withTable(read('README.md'), 'settings', settingsTable()),
  'commands',
  commandsTable(),
);
const derived: readonly (readonly [file: string, wanted: string])[] = [
  ['README.md', readme],
  ['l10n/bundle.l10n.json', l10nBundle()],
];
for (const [file, wanted] of derived) {
  if (process.argv.includes('--write')) writeFileSync(path.join(repositoryRoot, file), wanted);
  else if (read(file) !== wanted) {
    console.error(`${file} is stale: run npm run docs`);
    process.exitCode = 1;
  }
}
