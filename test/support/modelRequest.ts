/** The result of a tool the model called, as codex reports it back. */
export interface ToolOutput {
  readonly callId: string;
  /** What the tool printed, with codex's own header lines. */
  readonly output: string;
}

/** One request of codex to the model, and what a script needs from it. */
export interface ModelRequest {
  /** The text of the last message the user wrote (empty when there is none). */
  readonly lastUserText: string;
  /** The tool results after that message, in order: a script branches on them, never on a request counter. */
  readonly toolOutputs: readonly ToolOutput[];
  /** The whole request. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Aborted when codex hangs up, which is how an interrupted turn looks from here. */
  readonly signal: AbortSignal;
}

interface InputEntry {
  readonly type?: unknown;
  readonly role?: unknown;
  readonly content?: unknown;
  readonly call_id?: unknown;
  readonly output?: unknown;
}

/** codex tells the model about its surroundings in the user's name; no user wrote these. */
const injected =
  /^\s*(<(environment_context|user_instructions|turn_aborted|permissions|skill|model_switch)|# AGENTS\.md)/;

/** The last user text and the tool outputs after it, from a Responses API request body. */
export function readConversation(body: unknown): Pick<ModelRequest, 'lastUserText' | 'toolOutputs'> {
  const input = (body as { input?: unknown }).input;
  let lastUserText = '';
  let toolOutputs: ToolOutput[] = [];
  for (const entry of (Array.isArray(input) ? input : []) as InputEntry[]) {
    if (entry.type === 'message' && entry.role === 'user') {
      const text = textOf(entry.content);
      if (injected.test(text)) continue;
      lastUserText = text;
      toolOutputs = [];
    } else if (typeof entry.call_id === 'string' && entry.output !== undefined) {
      toolOutputs.push({ callId: entry.call_id, output: textOf(entry.output) });
    }
  }
  return { lastUserText, toolOutputs };
}

/** Message contents and tool outputs come as a string, or as parts with a `text` each. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return JSON.stringify(content ?? '');
  const texts = content.map((part: { text?: unknown }) => part.text);
  return texts.filter((text) => typeof text === 'string').join('\n');
}
