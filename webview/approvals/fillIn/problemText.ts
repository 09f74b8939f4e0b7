import type { FormProblem } from '../../../src/shared/approvals/checkForm.ts';
import { t } from '../../ui/l10n.ts';

/** What is wrong with a field, as a person can mend it. */
export function problemText({ kind, limit }: FormProblem): string {
  const bound = limit ?? 0;
  switch (kind) {
    case 'required':
      return t('This is required.');
    case 'wrongType':
      return t('This is not a value of the right kind.');
    case 'tooShort':
      return t('This needs at least {0} characters.', bound);
    case 'tooLong':
      return t('This can have {0} characters at most.', bound);
    case 'notAnEmail':
      return t('This is not an email address.');
    case 'notAUri':
      return t('This is not an address such as https://example.com.');
    case 'notADate':
      return t('This is not a date.');
    case 'notADateTime':
      return t('This is not a date and time such as 2026-03-01T14:30:00Z.');
    case 'notAnInteger':
      return t('This has to be a whole number.');
    case 'tooSmall':
      return t('This has to be {0} or more.', bound);
    case 'tooLarge':
      return t('This has to be {0} or less.', bound);
    case 'notAChoice':
      return t('This is not one of the choices.');
    case 'tooFew':
      return t('Choose at least {0}.', bound);
    case 'tooMany':
      return t('Choose {0} at most.', bound);
  }
}
