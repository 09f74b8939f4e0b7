/** The codicons that the page draws, sorted. `npm run generate` puts the path data of exactly these into the page. */
export const codiconNames = [
  'account',
  'add',
  'arrow-down',
  'arrow-right',
  'check',
  'chevron-down',
  'chevron-right',
  'circle-large',
  'circle-slash',
  'close',
  'comment-discussion',
  'copy',
  'debug-stop',
  'error',
  'folder-opened',
  'globe',
  'history',
  'info',
  'loading',
  'pass',
  'send',
  'shield',
  'warning',
] as const;

export type CodiconName = (typeof codiconNames)[number];
