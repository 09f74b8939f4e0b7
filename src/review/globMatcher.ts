const special = /[\\^$.|+()]/;

/** Translates one glob of the settings (`**`, `*`, `?`, `{a,b}`, `[x]`) to the source of a regular expression. */
function toSource(glob: string): string {
  let source = '';
  let depth = 0;
  for (let at = 0; at < glob.length; at++) {
    const char = glob.charAt(at);
    if (glob.startsWith('**/', at)) {
      source += '(?:.*/)?';
      at += 2;
    } else if (glob.startsWith('**', at)) {
      source += '.*';
      at += 1;
    } else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '{') {
      source += '(?:';
      depth++;
    } else if (char === '}' && depth > 0) {
      source += ')';
      depth--;
    } else if (char === ',' && depth > 0) source += '|';
    else if (char === '[' && glob.includes(']', at + 1)) {
      const end = glob.indexOf(']', at + 1);
      source += `[${glob
        .slice(at + 1, end)
        .replace(/^!/, '^')
        .replaceAll('\\', '\\\\')}]`;
      at = end;
    } else source += special.test(char) || char === '{' || char === '}' || char === '[' ? `\\${char}` : char;
  }
  return source + ')'.repeat(depth);
}

/**
 * Makes a test for paths relative to a workspace folder (with `/`): true for what one of `globs`, as in
 * `files.watcherExclude`, names, and for everything below it. A glob that cannot be read matches nothing.
 */
export function createGlobMatcher(globs: readonly string[]): (relativePath: string) => boolean {
  const patterns = globs.flatMap((glob) => {
    try {
      return new RegExp(`^${toSource(glob.replace(/\/(\*\*)?$/, ''))}(?:/.*)?$`);
    } catch {
      return [];
    }
  });
  return (relativePath) => patterns.some((pattern) => pattern.test(relativePath));
}
