import type {
  ClientRequest,
  GuardianApprovalReviewAction,
  GuardianCommandSource,
} from '../../protocol/index.ts';
import type { AutoReview } from '../thread/autoReviews.ts';

type Json = Extract<ClientRequest, { method: 'thread/approveGuardianDeniedAction' }>['params']['event'];

const protocols = {
  http: 'http',
  https: 'https',
  socks5Tcp: 'socks5_tcp',
  socks5Udp: 'socks5_udp',
} as const;

function toSource(source: GuardianCommandSource): string {
  return source === 'unifiedExec' ? 'unified_exec' : 'shell';
}

function toAction(action: GuardianApprovalReviewAction): Json {
  switch (action.type) {
    case 'command':
      return { ...action, source: toSource(action.source) };
    case 'execve':
      return { ...action, source: toSource(action.source) };
    case 'applyPatch':
      return { ...action, type: 'apply_patch' };
    case 'networkAccess':
      return { ...action, type: 'network_access', protocol: protocols[action.protocol] };
    case 'mcpToolCall':
      return {
        type: 'mcp_tool_call',
        server: action.server,
        tool_name: action.toolName,
        connector_id: action.connectorId,
        connector_name: action.connectorName,
        tool_title: action.toolTitle,
      };
    // Their serialized form holds more than the notification says.
    case 'writeStdin':
    case 'requestPermissions':
      return null;
    default:
      return action satisfies never;
  }
}

/**
 * The `event` of `thread/approveGuardianDeniedAction`: codex's own serialized assessment, in snake case, which it
 * does not send us. null where the review is no denial, or cannot be said in that form.
 */
export function guardianDeniedEvent(review: AutoReview): Json {
  const action = toAction(review.action);
  if (review.review.status !== 'denied' || action === null) return null;
  return {
    id: review.reviewId,
    target_item_id: review.targetItemId,
    turn_id: review.turnId,
    started_at_ms: review.startedAtMs,
    completed_at_ms: review.completedAtMs,
    status: 'denied',
    risk_level: review.review.riskLevel,
    user_authorization: review.review.userAuthorization,
    rationale: review.review.rationale,
    decision_source: 'agent',
    action,
  };
}
