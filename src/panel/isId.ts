/**
 * Whether what a page names can be an id. Ids are looked up in records, where the name of what every object inherits
 * would be found.
 */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && !(value in Object.prototype);
}
