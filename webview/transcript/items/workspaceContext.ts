import { createContext } from 'preact';

/** The folder codex works in: paths inside it are shown relative to it. Null when there is none. */
export const WorkspaceContext = createContext<{ readonly cwd: string | null }>({ cwd: null });
