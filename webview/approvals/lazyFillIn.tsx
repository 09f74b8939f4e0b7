import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../ui/l10n.ts';
import type { FillIn } from './fillIn/fillIn.tsx';
import type { FillInProps } from './fillIn/fillInProps.ts';
import type { FillInApproval } from './needsFillIn.ts';

interface FillInModule {
  readonly FillIn: typeof FillIn;
}

let loaded: FillInModule | undefined;
let loading: Promise<boolean> | undefined;

/**
 * Loads the code of forms and questions, which most threads never need, by `load` the first time. Says whether it is
 * there; never rejects.
 */
export function loadFillIn(
  load: () => Promise<FillInModule> = () => import('./fillIn/fillIn.tsx'),
): Promise<boolean> {
  loading ??= load().then(
    (module) => {
      loaded = module;
      return true;
    },
    () => false,
  );
  return loading;
}

/** The part of a card that is filled in. Until its code is there nothing can be accepted, only declined. */
export function LazyFillIn(props: FillInProps<FillInApproval>): JSX.Element | null {
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>(loaded ? 'ready' : 'loading');
  useEffect(() => {
    let isMounted = true;
    void loadFillIn().then((ready) => isMounted && setState(ready ? 'ready' : 'failed'));
    return () => {
      isMounted = false;
    };
  }, []);
  if (state === 'failed')
    return <p class="line-error">{t('This part could not be shown, so this can only be declined.')}</p>;
  return loaded ? <loaded.FillIn {...props} /> : null;
}
