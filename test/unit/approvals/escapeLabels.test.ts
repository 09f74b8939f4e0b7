import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { escapeIcons, escapeLinks } from '../../../src/approvals/escapeLabels.ts';

/** How a quick pick reads a label: an escaped icon is its text, any other `$(name)` an icon. */
function rendered(label: string): string {
  return label.replaceAll(/(\\)?\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/g, (_all, escaped, name) =>
    escaped ? `$(${String(name)})` : '<icon>',
  );
}

describe('escapeIcons', () => {
  for (const text of [
    'echo $(whoami)',
    'echo $(rm -rf x)',
    'echo \\$(check)',
    'echo \\\\$(check)',
    '$(sync~spin) $(a)$(b)',
    '$$(check)',
    '$(check',
  ])
    it(`shows ${text} as it is`, () => assert.equal(rendered(escapeIcons(text)), text));
});

describe('escapeLinks', () => {
  it('leaves no link in a notification', () => {
    const link = /\[([^\]]+)\]\(((?:(?:https?:\/\/|command:|file:)[^)\s]+))(?: (["'])(.+?)(\3))?\)/i;
    for (const text of ['[Accept](command:codexChat.accept)', 'a [b](https://example.com "t") c']) {
      assert.match(text, link);
      assert.doesNotMatch(escapeLinks(text), link);
    }
  });

  it('keeps other text', () => assert.equal(escapeLinks('a[0] (b) $(c)'), 'a[0] (b) $(c)'));
});
