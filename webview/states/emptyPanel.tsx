import type { JSX } from 'preact';
import { Button } from '../ui/button.tsx';
import { t } from '../ui/l10n.ts';

interface EmptyPanelProps {
  /** Puts a text into the composer, to be changed or sent by the person. */
  readonly onSuggest: (text: string) => void;
}

/** What a new thread shows before its first message: a few things to ask for. */
export function EmptyPanel({ onSuggest }: EmptyPanelProps): JSX.Element {
  const suggestions = [
    t('Explain what this project does'),
    t('Find and fix a bug in this project'),
    t('Write tests for the last change'),
  ];
  return (
    <section class="empty" aria-label={t('Suggestions')}>
      <h2 class="empty-title">{t('What should Codex do?')}</h2>
      <p class="empty-message">
        {t('It works in the open folder and asks before it goes beyond its sandbox.')}
      </p>
      <ul class="suggestions">
        {suggestions.map((text) => (
          <li key={text}>
            <Button appearance="secondary" class="suggestion" onClick={() => onSuggest(text)}>
              {text}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
