import { createContext } from 'preact';
import type { AppState } from '../../../src/shared/appState.ts';

/** What is known of all threads: how the agents of the shown one stand now. */
export const AgentsContext = createContext<AppState['summaries']>({});
