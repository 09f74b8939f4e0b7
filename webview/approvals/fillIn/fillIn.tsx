import type { JSX } from 'preact';
import type { FillInApproval } from '../needsFillIn.ts';
import { ElicitationForm } from './elicitationForm.tsx';
import type { FillInProps } from './fillInProps.ts';
import { PermissionsForm } from './permissionsForm.tsx';
import { QuestionsForm } from './questionsForm.tsx';

/** The part of a card that is filled in. */
export function FillIn({ approval, ...props }: FillInProps<FillInApproval>): JSX.Element {
  switch (approval.kind) {
    case 'permissions':
      return <PermissionsForm {...props} approval={approval} />;
    case 'userInput':
      return <QuestionsForm {...props} approval={approval} />;
    case 'elicitation':
      return <ElicitationForm {...props} approval={approval} />;
  }
}
