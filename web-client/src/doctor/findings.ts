/** Of the page and its connection; of each server that calls may need, as this browser sees it; of what the server found by itself. */
export const GROUPS = ['browser', 'paths', 'server'] as const;
export type Group = (typeof GROUPS)[number];

export type Status = 'checking' | 'ok' | 'warning' | 'failed';

/** Kinds of candidates (RFC 8445, 5.1.1) that people are told of. */
export const TYPES = ['host', 'srflx', 'relay'] as const;
export type CandidateType = (typeof TYPES)[number];

/** One thing that was looked at. */
export interface Finding {
  readonly group: Group;
  /** A word of ours, a word of the server, or the URL of a server. */
  readonly name: string;
  readonly status: Status;
  /** What is wrong, in one word. */
  readonly code?: string | undefined;
  /** The server's own sentences, for codes that this page has no words for. */
  readonly cause?: string | undefined;
  readonly cure?: string | undefined;
  /** What this browser was given there. */
  readonly types?: readonly CandidateType[];
  /** How long a message took there and back; of a clock, by how much it is off. */
  readonly ms?: number;
}

/** Causes that the server names (PROTOCOL, "Diagnostics"). */
type ToldCode =
  | 'unknown_host' | 'nothing_listens' | 'udp_filtered' | 'unreachable' | 'certificate_wrong' | 'no_tls' | 'wrong_credentials' | 'wrong_realm'
  | 'credentials_expired' | 'clock_wrong' | 'quota_reached' | 'no_capacity' | 'relay_address_private' | 'relay_range_filtered'
  | 'relay_does_not_send' | 'peer_forbidden' | 'not_turn' | 'refused' | 'no_relay' | 'public_relay'
  | 'database_away' | 'broker_away' | 'redis_away' | 'wrong_origin' | 'proxy_not_trusted' | 'wrong_scheme' | 'wrong_host';
/** What only the browser can know. */
type OwnCode = 'not_secure' | 'no_socket' | 'clock_off' | 'microphone_denied' | 'not_reached' | 'refused_here' | 'full_here' | 'relay_silent' | 'unread';

export type KnownCode = ToldCode | OwnCode;

/** Lower is worse. */
const RANK: Record<Status, number> = { failed: 0, warning: 1, ok: 2, checking: 3 };

/** The worst of what was found; `checking` where nothing was. */
export function worst(findings: readonly Finding[]): Status {
  return findings.reduce<Status>((before, { status }) => (RANK[status] < RANK[before] ? status : before), 'checking');
}
