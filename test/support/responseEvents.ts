/** One server-sent event of the Responses API; `type` is also its event name. */
export interface ResponseEvent {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** What a script yields: an event, a pause in milliseconds, or `cut`, which drops the connection. */
export type ScriptStep = ResponseEvent | number | 'cut';

type Item = Readonly<Record<string, unknown>>;

const idSeed = Date.now().toString(36);
let lastId = 0;

/**
 * An id no other item or call has, in this process and in earlier ones which wrote to the same home: a reused
 * message id would collide with the earlier item in the server's history.
 */
export function uniqueId(kind: string): string {
  lastId += 1;
  return `${kind}_${idSeed}_${lastId}`;
}

/** Opens a response. Optional on the wire. */
export function created(): ResponseEvent {
  return { type: 'response.created', response: { id: uniqueId('resp') } };
}

/** Ends a response; a stream without it counts as disconnected. Token counts feed the client's usage display. */
export function completed(inputTokens = 1200, outputTokens = 80): ResponseEvent {
  const usage = {
    input_tokens: inputTokens,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: inputTokens + outputTokens,
  };
  return { type: 'response.completed', response: { id: uniqueId('resp'), usage } };
}

/** Fails a response, with a code such as `context_length_exceeded` or `server_is_overloaded`. */
export function failed(code: string, message: string): ResponseEvent {
  return { type: 'response.failed', response: { id: uniqueId('resp'), error: { code, message } } };
}

/** An output item begins. */
export function itemAdded(item: Item): ResponseEvent {
  return { type: 'response.output_item.added', output_index: 0, item };
}

/** An output item is complete; this alone is a valid item. */
export function itemDone(item: Item): ResponseEvent {
  return { type: 'response.output_item.done', output_index: 0, item };
}

/** An assistant message item; `text` null is the empty message deltas are added to. */
export function messageItem(id: string, text: string | null, phase?: string): Item {
  const content = text === null ? [] : [{ type: 'output_text', text }];
  return { type: 'message', role: 'assistant', id, ...(phase && { phase }), content };
}

/** A piece of an assistant message. */
export function textDelta(itemId: string, delta: string): ResponseEvent {
  return { type: 'response.output_text.delta', item_id: itemId, output_index: 0, content_index: 0, delta };
}

export interface Streaming {
  /** Characters in a delta; default: the whole text in one. */
  readonly chunkLength?: number;
  /** Pause after each delta in milliseconds; default 0. */
  readonly gapMs?: number;
  /** `commentary` or `final_answer`, as the real model marks its messages. */
  readonly phase?: string;
}

/** A whole assistant message: begin, deltas, end. */
export function* message(text: string, options: Streaming = {}): Generator<ScriptStep> {
  const id = uniqueId('msg');
  yield itemAdded(messageItem(id, null, options.phase));
  for (const delta of chunks(text, options.chunkLength)) {
    yield textDelta(id, delta);
    if (options.gapMs) yield options.gapMs;
  }
  yield itemDone(messageItem(id, text, options.phase));
}

/** A whole reasoning item with one summary part for each text. */
export function* reasoning(summary: readonly string[], options: Streaming = {}): Generator<ScriptStep> {
  const id = uniqueId('rs');
  yield itemAdded({ type: 'reasoning', id, summary: [] });
  for (const [index, text] of summary.entries()) {
    const place = { item_id: id, output_index: 0, summary_index: index };
    yield { type: 'response.reasoning_summary_part.added', ...place };
    for (const delta of chunks(text, options.chunkLength)) {
      yield { type: 'response.reasoning_summary_text.delta', ...place, delta };
      if (options.gapMs) yield options.gapMs;
    }
  }
  const parts = summary.map((text) => ({ type: 'summary_text', text }));
  yield itemDone({ type: 'reasoning', id, summary: parts, encrypted_content: null });
}

/** Calls one of codex's tools (or, with `namespace`, one of an MCP server's). The call id defaults to a new one. */
export function functionCall(
  name: string,
  args: unknown,
  options: { readonly callId?: string; readonly namespace?: string } = {},
): ResponseEvent {
  const call_id = options.callId ?? uniqueId('call');
  const namespace = options.namespace && { namespace: options.namespace };
  return itemDone({
    type: 'function_call',
    id: `fc_${call_id}`,
    call_id,
    name,
    arguments: JSON.stringify(args),
    ...namespace,
  });
}

export interface CommandArguments {
  readonly cmd: string;
  /** `require_escalated` is what makes codex ask the user. */
  readonly sandbox_permissions?: 'require_escalated' | 'with_additional_permissions';
  /** Shown to the user as the reason. */
  readonly justification?: string;
  readonly prefix_rule?: readonly string[];
  readonly yield_time_ms?: number;
  readonly tty?: boolean;
  readonly workdir?: string;
}

/** Runs a shell command. */
export function commandCall(args: CommandArguments, callId?: string): ResponseEvent {
  return functionCall('exec_command', args, callId ? { callId } : {});
}

/** Applies a patch, in codex's own format (`*** Begin Patch` … `*** End Patch`). */
export function patchCall(patch: string, callId = uniqueId('call')): ResponseEvent {
  const item = { type: 'custom_tool_call', id: `ctc_${callId}`, call_id: callId, name: 'apply_patch' };
  return itemDone({ ...item, input: patch });
}

function chunks(text: string, length = text.length): string[] {
  const characters = [...text];
  const found: string[] = [];
  for (let start = 0; start < characters.length; start += length) {
    found.push(characters.slice(start, start + length).join(''));
  }
  return found;
}
