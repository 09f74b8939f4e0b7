import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A form with a field of every type that a schema of the protocol (2025-11-25) can have. */
export const everyFieldSchema = {
  type: 'object',
  properties: {
    name: {
      type: 'string',
      title: 'Your name',
      description: 'As in the badge.',
      minLength: 2,
      maxLength: 20,
    },
    email: { type: 'string', format: 'email' },
    site: { type: 'string', format: 'uri' },
    day: { type: 'string', format: 'date' },
    at: { type: 'string', format: 'date-time' },
    count: { type: 'integer', minimum: 1, maximum: 9, default: 3 },
    ratio: { type: 'number', minimum: 0, maximum: 1 },
    loud: { type: 'boolean', default: true },
    size: { type: 'string', enum: ['s', 'm', 'l'], default: 'm' },
    color: {
      type: 'string',
      title: 'Colour',
      oneOf: [
        { const: '#f00', title: 'Red' },
        { const: '#0f0', title: 'Green' },
      ],
    },
    tags: { type: 'array', minItems: 1, maxItems: 2, items: { type: 'string', enum: ['a', 'b', 'c'] } },
    days: {
      type: 'array',
      items: {
        anyOf: [
          { const: 'mon', title: 'Monday' },
          { const: 'tue', title: 'Tuesday' },
        ],
      },
    },
  },
  required: ['name', 'tags'],
} as const;

interface Message {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: { readonly name?: string; readonly arguments?: Record<string, unknown> };
  readonly result?: unknown;
  readonly error?: unknown;
}

const noArguments = { type: 'object', properties: {} };
const tools = [
  {
    name: 'echo',
    description: 'Says what it is told.',
    inputSchema: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
  },
  // Reading tools are not asked about: only what they ask themselves is.
  { name: 'ask_form', description: 'Asks for a form.', inputSchema: noArguments },
  {
    name: 'ask_url',
    description: 'Asks to open a page.',
    inputSchema: { type: 'object', properties: { url: { type: 'string' } } },
  },
].map((tool) => (tool.name === 'echo' ? tool : { ...tool, annotations: { readOnlyHint: true } }));

/** Speaks MCP over the lines of its input and output, until its input ends. */
function serve(): void {
  const answers = new Map<string | number, (message: Message) => void>();
  let lastId = 0;
  const send = (message: unknown): void => {
    process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...(message as object) })}\n`);
  };
  const elicit = (params: Record<string, unknown>): Promise<string> =>
    new Promise((resolve) => {
      const id = `ask-${++lastId}`;
      answers.set(id, ({ result, error }) => resolve(JSON.stringify(result ?? { error })));
      send({ id, method: 'elicitation/create', params });
    });
  const call = async (name: unknown, args: Record<string, unknown>): Promise<string> => {
    switch (name) {
      case 'echo':
        return `echo: ${String(args.text)}`;
      case 'ask_form':
        return elicit({ mode: 'form', message: 'Please fill this in.', requestedSchema: everyFieldSchema });
      case 'ask_url':
        return elicit({
          mode: 'url',
          message: 'Please sign in.',
          url: args.url ?? 'https://example.com/authorize?state=1',
          elicitationId: `page-${lastId}`,
        });
      default:
        throw new Error(`There is no tool ${String(name)}.`);
    }
  };
  const handle = async ({ id, method, params, ...message }: Message): Promise<void> => {
    if (id !== undefined && method === undefined) answers.get(id)?.({ id, ...message });
    if (id === undefined || method === undefined) return;
    switch (method) {
      case 'initialize':
        send({
          id,
          result: {
            protocolVersion: (params as { protocolVersion?: string }).protocolVersion,
            capabilities: { tools: {} },
            serverInfo: { name: 'fake', version: '1.0.0' },
          },
        });
        break;
      case 'tools/list':
        send({ id, result: { tools } });
        break;
      case 'tools/call': {
        const text = await call(params?.name, params?.arguments ?? {});
        send({ id, result: { content: [{ type: 'text', text }], isError: false } });
        break;
      }
      case 'ping':
        send({ id, result: {} });
        break;
      default:
        send({ id, error: { code: -32601, message: `unknown method ${method}` } });
    }
  };
  createInterface({ input: process.stdin, crlfDelay: Infinity }).on('line', (line) => {
    const message = JSON.parse(line) as Message;
    handle(message).catch((error: unknown) =>
      send({ id: message.id, error: { code: -32603, message: String(error) } }),
    );
  });
}

const file = fileURLToPath(import.meta.url);

/**
 * The tables of a `config.toml` that make this file codex's MCP server `fake`, whose tools the model calls in the
 * namespace `mcp__fake`: `echo` needs an approval, `ask_form` and `ask_url` ask the person.
 */
export function fakeMcpServerTables(): string {
  const args = ['--import', import.meta.resolve('tsx'), file];
  return `[mcp_servers.fake]\ncommand = ${JSON.stringify(process.execPath)}\nargs = ${JSON.stringify(args)}\n`;
}

if (process.argv[1] === file) serve();
