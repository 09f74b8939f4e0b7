/** A place in a file, as somebody wrote it down. Lines and columns count from 1. */
export interface FileTarget {
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
}

const maxPathLength = 1_024;

/** `#L12`, `#L12C3-L14`, `:12`, `:12:5`, `:12-20` at the end of a path. */
const location = /(?:#L(\d+)(?:C(\d+))?(?:-L?\d+(?:C\d+)?)?|:(\d+)(?::(\d+))?(?:-\d+(?::\d+)?)?)$/;

function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

function toNumber(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}

function toFileTarget(text: string): FileTarget | undefined {
  const match = location.exec(text);
  const path = match ? text.slice(0, match.index) : text;
  if (path === '' || path.length > maxPathLength || hasControlCharacter(path)) return undefined;
  // `//host/x` and `\\host\x` name another machine: even asking whether it exists would call it.
  if (/^[\\/]{2}|^[#?]/.test(path)) return undefined;
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(path) && !/^[a-z]:[\\/]/i.test(path);
  if (hasScheme) return undefined;
  return { path, line: toNumber(match?.[1] ?? match?.[3]), column: toNumber(match?.[2] ?? match?.[4]) };
}

/** The address, when it is one that may be opened outside VS Code: http, https or mailto. Otherwise undefined. */
export function toExternalUrl(href: string): string | undefined {
  if (!/^(?:https?:\/\/|mailto:)[^\s]/i.test(href) || hasControlCharacter(href)) return undefined;
  return URL.canParse(href) ? href : undefined;
}

/**
 * The file that a link's target names, which may or may not exist. Percent escapes are decoded; `file:` addresses
 * of this machine are paths. Undefined for every other address.
 */
export function toLinkedFile(href: string): FileTarget | undefined {
  const local = href.replace(/^file:\/\/(?=\/)/i, '').replace(/^\/(?=[a-z]:[\\/])/i, '');
  try {
    return toFileTarget(decodeURIComponent(local));
  } catch {
    return toFileTarget(local);
  }
}

/** The file that inline code names if it looks like a path: a separator or an extension, and nothing of a program. */
export function toMentionedFile(code: string): FileTarget | undefined {
  const target = toFileTarget(code);
  if (!target || /[\s*?"'<>|`{};,=$&!]|^[-@.]*$|^-|\)$/.test(target.path)) return undefined;
  const name = target.path.slice(Math.max(target.path.lastIndexOf('/'), target.path.lastIndexOf('\\')) + 1);
  const hasFolder = name.length < target.path.length;
  const hasExtension = /^[^.].*\.[a-z][a-z0-9]{0,9}$|^\.[a-z][\w.-]+$/i.test(name);
  return hasFolder || hasExtension ? target : undefined;
}
