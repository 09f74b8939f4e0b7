/** What to hand to `spawn`. */
export interface SpawnCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly windowsVerbatimArguments: boolean;
}

/**
 * How a program is started: as it is, except for a batch file, which Windows runs only through cmd.exe. The
 * arguments then must be words that cmd leaves alone; ours are options and names.
 */
export function toSpawnCommand(
  path: string,
  args: readonly string[],
  platform: NodeJS.Platform = process.platform,
  comSpec = process.env['ComSpec'] ?? 'cmd.exe',
): SpawnCommand {
  if (platform !== 'win32' || !/\.(cmd|bat)$/i.test(path))
    return { file: path, args, windowsVerbatimArguments: false };
  const line = [path, ...args].map((word) => `"${word}"`).join(' ');
  // cmd /s takes the outer quotes off and leaves the rest of the line as it is.
  return { file: comSpec, args: ['/d', '/s', '/c', `"${line}"`], windowsVerbatimArguments: true };
}
