interface Frames {
  request(callback: () => void): number;
  cancel(handle: number): void;
}

/** Runs something once in a frame, however often it is asked for. */
export interface FrameQueue {
  /** Runs it in the next frame. */
  request(): void;
  /** Runs it now, and not in the next frame. */
  runNow(): void;
  /** A key was pressed: the next frame is left to what that shows, and the run waits for the one after it. */
  noteKey(): void;
  cancel(): void;
}

/**
 * Makes a queue of one. A key press costs it one frame at most, and never the frame after: text that streams in while
 * somebody types comes a frame later, and what is typed does not wait for it.
 */
export function createFrameQueue(run: () => void, frames: Frames): FrameQueue {
  let handle: number | null = null;
  let hasKey = false;
  const drop = (): void => {
    if (handle !== null) frames.cancel(handle);
    handle = null;
  };
  const runNow = (): void => {
    drop();
    hasKey = false;
    run();
  };
  const onFrame = (): void => {
    handle = hasKey ? frames.request(runNow) : null;
    if (handle === null) runNow();
  };
  return {
    request: () => {
      handle ??= frames.request(onFrame);
    },
    runNow,
    noteKey: () => {
      hasKey = handle !== null;
    },
    cancel: drop,
  };
}
