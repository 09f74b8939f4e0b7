import type { SurfaceStorage } from '../../../src/panel/surface.ts';

/** A storage like VS Code's Memento: what it returns was serialised on the way in. */
export function memoryStorage(): SurfaceStorage {
  const values = new Map<string, string>();
  return {
    get: <T>(key: string) => {
      const value = values.get(key);
      return value === undefined ? undefined : (JSON.parse(value) as T);
    },
    update: (key, value) => {
      if (value === undefined) values.delete(key);
      else values.set(key, JSON.stringify(value));
      return Promise.resolve();
    },
  };
}
