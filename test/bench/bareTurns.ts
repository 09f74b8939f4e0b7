import { pinnedCodex } from '../support/codexBinary.ts';
import { BareClient } from '../support/bareClient.ts';
import { createTempDirs } from '../support/tempDirs.ts';
import { textInput } from '../support/textInput.ts';
import { bareHome } from './bareHome.ts';

/** The smallest client on a codex of its own: what codex and the wire cost without us. */
export interface BareTurns {
  /** Sends a message to a new thread; returns the milliseconds from the request to `turn/completed`. */
  run(text: string): Promise<number>;
  stop(): Promise<void>;
}

/** Starts codex on the scripted model at `port`. */
export async function startBareTurns(port: number): Promise<BareTurns> {
  const dirs = createTempDirs();
  const { codexHome, cwd } = await bareHome(dirs, port);
  const client = new BareClient(pinnedCodex(), codexHome);
  await client.initialize();
  return {
    run: async (text) => {
      const { thread } = await client.request('thread/start', { cwd });
      const threadId = (thread as { id: string }).id;
      const ended = client.next(({ method }) => method === 'turn/completed');
      const start = performance.now();
      await client.request('turn/start', { threadId, input: [textInput(text)] });
      await ended;
      const took = performance.now() - start;
      client.log.length = 0;
      return took;
    },
    stop: async () => {
      await client.close();
      await dirs.remove();
    },
  };
}
