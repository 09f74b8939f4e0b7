import { createReadStream, createWriteStream, existsSync, readdirSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';
import { cacheDir, installPackage } from './cache.ts';

const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

const installedBrowsers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const root = process.env[variable];
    const places = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return root ? places.map((place) => path.join(root, place)) : [];
  }),
};

interface BrowserBinary {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Starts a headless browser: `CHROME_PATH`, else an installed Chrome or Chromium, else (Linux x64) one from the
 * npm registry, kept in the cache. The caller closes it.
 * Throws when there is none, or when `CHROME_PATH` names no file.
 */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await findBrowser();
  return chromium.launch({ executablePath, args: launchArguments, env: { ...processEnv(), ...env } });
}

async function findBrowser(): Promise<BrowserBinary> {
  const chosen = process.env['CHROME_PATH'];
  if (chosen && !existsSync(chosen)) throw new Error(`CHROME_PATH names no file: ${chosen}`);
  const executablePath = chosen ?? installedBrowser();
  if (executablePath) return { executablePath, env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chrome or Chromium was found: install one, or set CHROME_PATH to its executable.');
  }
  return bringChromium();
}

function installedBrowser(): string | undefined {
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  const candidates = (installedBrowsers[process.platform] ?? []).flatMap((name) =>
    path.isAbsolute(name) ? [name] : onPath.map((dir) => path.join(dir, name)),
  );
  return candidates.find((file) => existsSync(file));
}

async function bringChromium(): Promise<BrowserBinary> {
  const dir = await installPackage({
    name: '@sparticuz/chromium',
    version: '153.0.0',
    into: 'chromium-153.0.0',
    label: 'Chromium 153 (headless)',
    npmOptions: ['--omit=optional'],
    prepare: async (packageDir) => {
      await decompress(path.join(packageDir, 'bin', 'chromium.br'), path.join(packageDir, 'chromium'));
      await chmod(path.join(packageDir, 'chromium'), 0o755);
      for (const archive of ['al2023', 'fonts']) await unpack(packageDir, archive);
      await rm(path.join(packageDir, 'bin'), { recursive: true });
    },
  });
  const libraries = [path.join(dir, 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  const env = { LD_LIBRARY_PATH: libraries, ...(await fontEnvironment(dir)) };
  return { executablePath: path.join(dir, 'chromium'), env };
}

async function unpack(packageDir: string, archive: string): Promise<void> {
  const tarFile = path.join(packageDir, `${archive}.tar`);
  await decompress(path.join(packageDir, 'bin', `${archive}.tar.br`), tarFile);
  await promisify(execFile)('tar', ['-xf', tarFile, '-C', packageDir]);
  await rm(tarFile);
}

async function decompress(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}

/** A bare machine has no fonts at all: then text comes from the DejaVu family and the one the package brings. */
async function fontEnvironment(chromiumDir: string): Promise<Record<string, string>> {
  const systemFonts = '/usr/share/fonts';
  if (existsSync(systemFonts) && readdirSync(systemFonts).length > 0) return {};
  const dejaVu = await installPackage({
    name: 'dejavu-fonts-ttf',
    version: '2.37.3',
    into: 'dejavu-fonts-2.37.3',
    label: 'fonts (DejaVu)',
  });
  const caches = path.join(cacheDir, 'font-cache');
  await mkdir(caches, { recursive: true });
  const dirs = [path.join(dejaVu, 'ttf'), path.join(chromiumDir, 'fonts')].map((dir) => `<dir>${dir}</dir>`);
  const config = path.join(caches, 'fonts.conf');
  await writeFile(config, `<fontconfig>${dirs.join('')}<cachedir>${caches}</cachedir></fontconfig>\n`);
  return { FONTCONFIG_FILE: config };
}

function processEnv(): Record<string, string> {
  const entries = Object.entries(process.env);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
