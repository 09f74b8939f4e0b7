import { t } from '../ui/l10n.ts';
import { lazy } from '../ui/lazy.ts';
import { createLazyPart } from '../ui/lazyPart.ts';

/** The code of forms and questions, which most threads never need. */
export const fillInPart = createLazyPart(async () => (await import('./fillIn/fillIn.tsx')).FillIn);

/** The part of a card that is filled in. Until its code is there nothing can be accepted, only declined. */
export const LazyFillIn = lazy(
  fillInPart,
  () => null,
  () => <p class="line-error">{t('This part could not be shown, so this can only be declined.')}</p>,
);
