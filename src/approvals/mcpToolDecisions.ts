import type {
  McpServerElicitationRequestParams,
  McpServerElicitationRequestResponse,
} from '../protocol/index.ts';
import type { ApprovalOption, McpToolApproval } from '../shared/approvals/approvalState.ts';
import { toOption } from './toOption.ts';

type Meta = Readonly<Record<string, unknown>>;

/** The call that codex asks about in the disguise of a form, or undefined for any other elicitation. */
export function readToolCall(
  request: McpServerElicitationRequestParams,
): Pick<McpToolApproval, 'toolName' | 'toolDescription' | 'toolArguments'> | undefined {
  const meta = metaOf(request);
  const { tool_description: description, tool_params: params } = meta;
  const name = typeof meta.tool_name === 'string' ? meta.tool_name : nameInMessage(request);
  if (meta.codex_approval_kind !== 'mcp_tool_call' || name === undefined) return undefined;
  return {
    toolName: name,
    toolDescription: typeof description === 'string' ? description : null,
    toolArguments: JSON.stringify(params ?? {}, null, 2),
  };
}

/** Old servers name the tool in the message only: `Allow the x MCP server to run tool "y"?`. */
function nameInMessage(request: McpServerElicitationRequestParams): string | undefined {
  const message = 'message' in request ? request.message : '';
  return /^Allow the [^"]* to run tool "(.+)"\?$/s.exec(message)?.[1];
}

function metaOf(request: McpServerElicitationRequestParams): Meta {
  const { mode, _meta: meta } = request as { mode?: unknown; _meta?: unknown };
  return mode === 'form' && typeof meta === 'object' && meta !== null ? (meta as Meta) : {};
}

const persistence = { acceptForSession: 'session', acceptAlways: 'always' } as const;

/** The answers to a tool call of an MCP server: for the session and always only where the server offers them. */
export function mcpToolOptions(request: McpServerElicitationRequestParams): ApprovalOption[] {
  const offered = [metaOf(request).persist].flat();
  const lasting = (['acceptForSession', 'acceptAlways'] as const).filter((kind) =>
    offered.includes(persistence[kind]),
  );
  return (['accept', ...lasting, 'decline', 'cancel'] as const).map(toOption);
}

/** The wire answer, or undefined when the option is not offered. */
export function decideMcpTool(
  request: McpServerElicitationRequestParams,
  optionId: string,
): McpServerElicitationRequestResponse | undefined {
  const option = mcpToolOptions(request).find(({ id }) => id === optionId);
  switch (option?.kind) {
    case 'decline':
    case 'cancel':
      return { action: option.kind, content: null, _meta: null };
    case 'accept':
      return { action: 'accept', content: {}, _meta: null };
    case 'acceptForSession':
    case 'acceptAlways':
      return { action: 'accept', content: {}, _meta: { persist: persistence[option.kind] } };
    default:
      return undefined;
  }
}
