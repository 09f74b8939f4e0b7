import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { redactSecrets } from './redactSecrets.ts';

export interface WireRecorder {
  /** A WireTap. */
  record(dir: 'in' | 'out', line: string): void;
  /** Resolves when everything is on the disk. */
  close(): Promise<void>;
}

/**
 * Appends every line of the wire to a file, as JSON lines `{"dir":"in"|"out","line":…}`: the parsed message, or the
 * text of a line that is none. `redact` sees each line before it is written. When the file cannot be written,
 * `onError` is told once and recording ends; the connection is not touched.
 */
export function createWireRecorder(
  file: string,
  onError: (error: Error) => void,
  redact: (line: string) => string = redactSecrets,
): WireRecorder {
  let failed = false;
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  stream.on('error', (error) => {
    if (!failed) onError(error);
    failed = true;
  });
  return {
    record(dir, line) {
      if (failed || !stream.writable) return;
      const text = redact(line);
      // Valid JSON is taken over as it is, so that nothing about it changes.
      stream.write(`{"dir":"${dir}","line":${isJson(text) ? text.trim() : JSON.stringify(text)}}\n`);
    },
    async close() {
      if (failed) return;
      stream.end();
      await finished(stream).catch(() => undefined);
    },
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
