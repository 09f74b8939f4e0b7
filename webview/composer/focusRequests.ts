export interface FocusRequests {
  /** Asks for the focus; kept until a target is there. */
  request(): void;
  /** Gives the function that focuses. Returns the function that takes it away again. */
  attach(focus: () => void): () => void;
}

/** Brings the host's wish to focus the composer to it, also when it comes before the composer is on the page. */
export function createFocusRequests(): FocusRequests {
  let target: (() => void) | null = null;
  let pending = false;
  return {
    request() {
      if (target) target();
      else pending = true;
    },
    attach(focus) {
      target = focus;
      if (pending) focus();
      pending = false;
      return () => {
        if (target === focus) target = null;
      };
    },
  };
}
