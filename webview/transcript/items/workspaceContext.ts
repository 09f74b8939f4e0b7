import { createContext } from 'preact';

interface WorkspacePlaces {
  /** The folder codex works in: paths inside it are shown relative to it. Null when there is none. */
  readonly cwd: string | null;
  /** All folders of the workspace: what lies outside them is marked where it is to be approved. */
  readonly folders: readonly string[];
}

/** Where the workspace is, for the paths that the page shows. */
export const WorkspaceContext = createContext<WorkspacePlaces>({ cwd: null, folders: [] });
