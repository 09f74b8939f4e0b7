/**
 * Makes a function that runs what it is given one after the other: each begins when the one before has ended, however
 * that ended. Resolves and rejects as the work does.
 */
export function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
