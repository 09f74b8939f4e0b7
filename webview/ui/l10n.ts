let bundle: Readonly<Record<string, unknown>> | undefined;

/** The host puts the bundle of the display language into the page as JSON; English has none. */
function readBundle(): Readonly<Record<string, unknown>> {
  const json = typeof document === 'undefined' ? undefined : document.body.dataset['l10n'];
  if (!json) return {};
  try {
    const parsed: unknown = JSON.parse(json);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/**
 * The message in the display language, with `{0}`, `{1}` … replaced by `args`. The message itself is the key and,
 * where the bundle has none, the text. A placeholder without an argument stays as it is.
 */
export function t(message: string, ...args: readonly (string | number)[]): string {
  bundle ??= readBundle();
  const translated = bundle[message];
  const text = typeof translated === 'string' ? translated : message;
  return text.replace(/\{(\d+)\}/g, (placeholder, index: string) =>
    String(args[Number(index)] ?? placeholder),
  );
}
