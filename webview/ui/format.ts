import { t } from './l10n.ts';

/** A length of time in milliseconds as a person says it: `0.8s`, `12s`, `3m 5s`, `1h 2m`. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, durationMs) / 1000;
  if (seconds < 10) return t('{0}s', seconds.toFixed(1));
  const whole = Math.round(seconds);
  if (whole < 60) return t('{0}s', whole);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return t('{0}m {1}s', minutes, whole % 60);
  return t('{0}h {1}m', Math.floor(minutes / 60), minutes % 60);
}

/** A number of tokens, short: `950`, `1.2k`, `34k`, `1.5M`. */
export function formatTokens(count: number): string {
  if (count < 1000) return String(count);
  if (count < 9950) return `${(count / 1000).toFixed(1)}k`;
  if (count < 999_500) return `${Math.round(count / 1000)}k`;
  return `${(count / 1_000_000).toFixed(1)}M`;
}

/** A time of this day (Unix milliseconds) with its seconds, as the reader's language writes it: `12:05:33`. */
export function formatClock(timeMs: number): string {
  return new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' }).format(timeMs);
}
