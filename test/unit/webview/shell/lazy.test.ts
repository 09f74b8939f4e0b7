import assert from 'node:assert/strict';
import { h, render, type FunctionComponent } from 'preact';
import { lazy } from '../../../../webview/ui/lazy.ts';
import { createLazyPart } from '../../../../webview/ui/lazyPart.ts';
import { installFakeDom, removeFakeDom, type FakeElement } from '../cards/fakeDom.ts';

interface Props {
  readonly name: string;
}

const Shown: FunctionComponent<Props> = ({ name }) => h('p', null, `shown ${name}`);

describe('a part that is loaded later', () => {
  let root: FakeElement;

  beforeEach(() => {
    root = installFakeDom();
  });
  afterEach(() => {
    render(null, root as never);
    removeFakeDom();
  });

  async function says(text: string): Promise<void> {
    // Each step of Preact comes with a task of its own; the test's time limit ends this.
    while (root.textContent !== text) await new Promise((resolve) => setImmediate(resolve));
  }

  function later(): {
    readonly load: () => Promise<typeof Shown>;
    readonly resolve: () => void;
    readonly reject: () => void;
    readonly asked: Promise<void>;
  } {
    let end: (part: Promise<typeof Shown>) => void = () => undefined;
    const promise = new Promise<typeof Shown>((resolve) => {
      end = resolve;
    });
    let ask: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      ask = resolve;
    });
    const load = (): Promise<typeof Shown> => {
      ask();
      return promise;
    };
    const resolve = (): void => end(Promise.resolve(Shown));
    return { load, asked, resolve, reject: () => end(Promise.reject(new Error('no network'))) };
  }

  it('shows what stands for it, then itself, then itself at once', async () => {
    const { load, resolve } = later();
    const Part = lazy(createLazyPart(load), ({ name }: Props) => `before ${name}`);
    render(h(Part, { name: 'a' }), root as never);
    assert.equal(root.textContent, 'before a');
    resolve();
    await says('shown a');
    render(null, root as never);
    render(h(Part, { name: 'b' }), root as never);
    assert.equal(root.textContent, 'shown b');
  });

  it('comes to one that was drawn just before it was there', async () => {
    const { load, resolve, asked } = later();
    const Part = lazy(createLazyPart(load), () => '-');
    render([h(Part, { key: 'a', name: 'a' })], root as never);
    await asked;
    render([h(Part, { key: 'a', name: 'a' }), h(Part, { key: 'b', name: 'b' })], root as never);
    assert.equal(root.textContent, '--');
    resolve();
    await says('shown ashown b');
  });

  it('says so when it cannot be loaded, to all that come', async () => {
    const { load, reject, asked } = later();
    const Part = lazy(
      createLazyPart(load),
      () => 'before',
      ({ name }: Props) => `no ${name}`,
    );
    render(h(Part, { name: 'a' }), root as never);
    await asked;
    reject();
    await says('no a');
    render([h(Part, { key: 'b', name: 'b' })], root as never);
    assert.equal(root.textContent, 'no b');
  });
});
