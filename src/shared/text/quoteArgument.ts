/**
 * Writes one argument of a command so that where it begins and ends cannot be mistaken: as it is when it holds nothing
 * that a shell would split or expand, else in single quotes.
 */
export function quoteArgument(argument: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(argument)) return argument;
  return `'${argument.replaceAll("'", "'\\''")}'`;
}
