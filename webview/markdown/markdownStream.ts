import type { Links, Token } from 'marked';
import { findBoundary } from './blockBoundary.ts';
import { holdFront, mergeHeld, type HeldBlock } from './heldBlock.ts';
import { lexMarkdown, type LexMarkdown } from './lexMarkdown.ts';
import { findLabels } from './linkLabels.ts';
import type { MarkdownBlock } from './markdownBlock.ts';
import { openFence, toLanguage, type OpenFence } from './openFence.ts';

/** A message that grows. */
export interface MarkdownStream {
  /**
   * Takes the whole text so far and returns its blocks. Finished blocks keep their identity from call to call.
   * `done`: no more text comes. A text that does not continue the one before starts anew.
   */
  update(text: string, done: boolean): readonly MarkdownBlock[];
}

/** An unfinished block longer than this is lexed again only when it has grown by an eighth. */
const eagerLength = 4_096;

/** Characters compared to notice, while text is being appended, that the text was replaced instead. */
const sampleLength = 64;

/**
 * Lexes a growing message: finished blocks are kept, only the unfinished end is lexed again, and of an open code
 * block, list or table only its last lines. So the cost of a delta does not depend on the length of the message.
 *
 * The blocks of a done message are those of lexing it in one go. That includes references whose definition comes
 * later: they show as text until the definition is finished, and then only the blocks that use its label are lexed
 * again. `lex` is a parameter for tests that count.
 */
export function createMarkdownStream(lex: LexMarkdown = lexMarkdown): MarkdownStream {
  let message = createMessage(lex);
  let seen = '';
  let isDone = false;
  return {
    update(text, done) {
      const continues = done
        ? text.startsWith(seen)
        : text.length >= seen.length && text.slice(0, seen.length).endsWith(seen.slice(-sampleLength));
      if (!continues || (isDone && text !== seen)) {
        message = createMessage(lex);
        seen = '';
        isDone = false;
      }
      if (text.length > seen.length || (done && !isDone)) message.append(text.slice(seen.length), done);
      seen = text;
      isDone ||= done;
      return message.blocks();
    },
  };
}

interface Finished {
  readonly block: MarkdownBlock;
  readonly raw: string;
  /** Labels that a later definition could turn into links. */
  readonly labels: readonly string[];
}

function toBlocks(tokens: readonly Token[], open: boolean): MarkdownBlock[] {
  return tokens.flatMap((token): MarkdownBlock[] => {
    if (token.type === 'space' || token.type === 'def') return [];
    if (token.type !== 'code') return [{ kind: 'token', token, open }];
    const code = String(token.text).replace(/\n$/, '');
    return [{ kind: 'code', language: toLanguage(token.lang), parts: code === '' ? [] : [code], open }];
  });
}

function createMessage(lex: LexMarkdown) {
  const finished: Finished[] = [];
  let links: Links = {};
  let open: readonly MarkdownBlock[] = [];
  let held: HeldBlock | undefined;
  let fence: OpenFence | undefined;
  /** What is not finished (nor held, nor in the fence), and how much of it `open` shows. */
  let tail = '';
  let shownLength = 0;
  let endsWithCarriageReturn = false;
  let snapshot: readonly MarkdownBlock[] | undefined;

  const normalize = (text: string): string => {
    const continued = endsWithCarriageReturn && text.startsWith('\n') ? text.slice(1) : text;
    if (text !== '') endsWithCarriageReturn = text.endsWith('\r');
    return continued.replace(/\r\n?/g, '\n');
  };

  const finish = (tokens: readonly Token[], heldRaw: string, prefixLength: number): void => {
    for (const [index, token] of tokens.entries()) {
      const raw = index === 0 ? heldRaw + token.raw.slice(prefixLength) : token.raw;
      for (const block of toBlocks([token], false)) finished.push({ block, raw, labels: findLabels(raw) });
    }
  };

  const define = (found: Links): void => {
    const labels = Object.keys(found).filter((label) => !Object.hasOwn(links, label));
    if (labels.length === 0) return;
    links = { ...found };
    const added = new Set(labels);
    for (const [index, entry] of finished.entries()) {
      if (!entry.labels.some((label) => added.has(label))) continue;
      const [block] = toBlocks(lex(entry.raw, links).tokens, false);
      if (block) finished[index] = { ...entry, block };
    }
  };

  /** Finishes the first `length` characters of `text` (held prefix and tail), which `tokens` cover. */
  const commit = (tokens: readonly Token[], text: string, length: number, found: Links): void => {
    const prefix = held?.prefix ?? '';
    const heldRaw = held?.raw ?? '';
    if (Object.keys(found).length === Object.keys(links).length) {
      finish(tokens, heldRaw, prefix.length);
    } else {
      // Definitions were found, maybe in the part that can still change: lex what is finished by itself.
      const alone = lex(heldRaw + text.slice(prefix.length, length), links);
      define(alone.links);
      finish(alone.tokens, '', 0);
    }
    held = undefined;
    tail = text.slice(length);
  };

  const lexTail = (done: boolean): void => {
    const text = (held?.prefix ?? '') + tail;
    const result = lex(text, links);
    let rest = result.tokens;
    const merged = mergeHeld(held, rest[0]);
    if (merged && merged !== rest[0]) rest = [merged, ...rest.slice(1)];
    const boundary = done ? { index: rest.length, offset: text.length } : findBoundary(result.tokens, text);
    let unmerged = result.tokens[0];
    if (boundary) {
      commit(rest.slice(0, boundary.index), text, boundary.offset, result.links);
      rest = rest.slice(boundary.index);
      unmerged = rest[0];
    }
    if (rest[0]?.type === 'space') {
      const blankEnd = rest[0].raw.lastIndexOf('\n') + 1;
      tail = tail.slice(blankEnd);
      rest = rest.slice(1);
      unmerged = rest[0];
    }
    open = toBlocks(rest, true);
    const opened = rest[0]?.type === 'code' ? openFence(tail) : undefined;
    if (opened) {
      fence = opened.fence;
      tail = opened.rest;
    } else if (Object.keys(result.links).length === Object.keys(links).length) {
      const held0 = held;
      const front = holdFront(held0, unmerged, (held0?.prefix ?? '') + tail);
      if (front) {
        tail = ((held0?.prefix ?? '') + tail).slice(front.restStart);
        held = front.held;
      }
    }
    shownLength = tail.length;
  };

  const advance = (done: boolean): void => {
    for (;;) {
      if (fence) {
        const rest = fence.push(tail);
        tail = rest ?? '';
        if (rest === undefined && !done) return;
        finished.push({ block: fence.block(false), raw: '', labels: [] });
        fence = undefined;
        open = [];
        shownLength = 0;
      }
      if (tail === '' && !held) return;
      if (!done && tail.length > eagerLength && tail.length < shownLength * 1.125) return;
      lexTail(done);
      if (!fence) return;
    }
  };

  return {
    append(text: string, done: boolean): void {
      tail += normalize(text);
      snapshot = undefined;
      advance(done);
    },
    blocks(): readonly MarkdownBlock[] {
      snapshot ??= [...finished.map((entry) => entry.block), ...openBlocks()];
      return snapshot;
    },
  };

  function openBlocks(): readonly MarkdownBlock[] {
    if (fence) return [fence.block(true)];
    const unlexed = tail.slice(shownLength);
    return unlexed === '' ? open : [...open, { kind: 'plain', text: unlexed }];
  }
}
