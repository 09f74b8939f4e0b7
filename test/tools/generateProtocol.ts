/**
 * `npm run generate`, first half: writes the protocol types of the pinned codex into `src/protocol/generated`
 * (git-ignored), and beside them the table that maps each method to the type of its result, which codex does
 * not generate. Does nothing when the folder already holds the pinned version.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const generatorVersion = 2;
const root = join(import.meta.dirname, '..', '..');
const outDir = join(root, 'src', 'protocol', 'generated');
const stampFile = join(outDir, '.version');

/** Methods whose result type is not named after their params. */
const irregularResults: Record<string, string> = {
  'account/logout': 'LogoutAccountResponse',
  'account/rateLimits/read': 'GetAccountRateLimitsResponse',
  'configRequirements/read': 'ConfigRequirementsReadResponse',
  'config/mcpServer/reload': 'McpServerRefreshResponse',
  'config/value/write': 'ConfigWriteResponse',
  'config/batchWrite': 'ConfigWriteResponse',
  'accountSession/list': 'AccountSessionsResponse',
  'memory/reset': 'MemoryResetResponse',
  'rollout/compress': 'RolloutCompressResponse',
  'windowsSandbox/readiness': 'WindowsSandboxReadinessResponse',
};

/** Maps every `{ "method": M, … params: P }` member of a generated union to the name of M's result type. */
function resultTypes(unionSource: string): { method: string; type: string; path: string }[] {
  const rows: { method: string; type: string; path: string }[] = [];
  for (const match of unionSource.matchAll(/"method": "([^"]+)", id: RequestId, params\??: (\w+)/g)) {
    const [, method = '', params = ''] = match;
    const type = irregularResults[method] ?? params.replace(/Params$/, 'Response');
    const folder = existsSync(join(outDir, 'v2', `${type}.ts`))
      ? './v2/'
      : existsSync(join(outDir, `${type}.ts`))
        ? './'
        : undefined;
    if (folder && type !== params) rows.push({ method, type, path: folder + type });
  }
  return rows;
}

function writeResultTable(unionFile: string, name: string): void {
  const rows = resultTypes(readFileSync(join(outDir, `${unionFile}.ts`), 'utf8'));
  const imports = [...new Map(rows.map((row) => [row.type, row.path]))];
  const text = [
    ...imports.map(([type, path]) => `import type { ${type} } from "${path}";`),
    '',
    `export interface ${name} {`,
    ...rows.map((row) => `  ${JSON.stringify(row.method)}: ${row.type};`),
    '}',
    '',
  ].join('\n');
  writeFileSync(join(outDir, `${name}.ts`), text);
}

function pinnedVersion(): string {
  const manifest = join(root, 'node_modules', '@openai', 'codex', 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return version;
}

const stamp = `${pinnedVersion()} generator ${generatorVersion}\n`;
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
  rmSync(outDir, { recursive: true, force: true });
  const wrapper = join(root, 'node_modules', '@openai', 'codex', 'bin', 'codex.js');
  const run = spawnSync(
    process.execPath,
    [wrapper, 'app-server', 'generate-ts', '--experimental', '--out', outDir],
    {
      encoding: 'utf8',
    },
  );
  if (run.status !== 0) throw new Error(`codex app-server generate-ts failed:\n${run.stderr || run.error}`);
  writeResultTable('ClientRequest', 'ClientResults');
  writeResultTable('ServerRequest', 'ServerRequestResults');
  writeFileSync(stampFile, stamp);
  console.log(`generated the protocol types of codex ${stamp.trim()}`);
}
