import type { ClientFrame } from '../protocol';

type Told = Extract<ClientFrame, { type: 'call:report' }>;
type Stat = Readonly<Record<string, unknown>>;

/** The pair of candidates that media takes. Firefox has no transport report; there the nominated pair is the one. */
export function selectedOf(stats: ReadonlyMap<string, Stat>): Stat | undefined {
  const all = [...stats.values()];
  const transport = all.find(({ type }) => type === 'transport');
  return (
    stats.get(String(transport?.selectedCandidatePairId)) ??
    all.find(({ type, nominated }) => type === 'candidate-pair' && nominated === true)
  );
}

/** The path that media takes: candidate types (`host`, `srflx`, `prflx`, `relay`) of both sides and our server, never addresses. */
export function pathOf(stats: ReadonlyMap<string, Stat>): Pick<Told, 'local' | 'remote' | 'protocol' | 'relayProtocol' | 'url'> {
  const pair = selectedOf(stats);
  const local = stats.get(String(pair?.localCandidateId));
  const remote = stats.get(String(pair?.remoteCandidateId));
  const relayed = local?.candidateType === 'relay';
  return {
    ...word('local', local?.candidateType),
    ...word('remote', remote?.candidateType),
    ...word('protocol', local?.protocol),
    ...(relayed ? { ...word('relayProtocol', local.relayProtocol), ...word('url', local.url) } : {}),
  };
}

/** Of all media that was received, unless it says otherwise; jitter and round trip as they were last, the worst of each. */
export function countsOf(stats: ReadonlyMap<string, Stat>): NonNullable<Told['counts']> {
  const numbers = (type: string, name: string) =>
    [...stats.values()].filter((each) => each.type === type).map((each) => each[name]).filter((value) => typeof value === 'number');
  const sum = (type: string, name: string, unit = 1) => whole(numbers(type, name).map((value) => value * unit), (a, b) => a + b);
  const worst = (type: string, name: string) => whole(numbers(type, name).map((value) => value * 1000), Math.max);
  const roundTrip = selectedOf(stats)?.currentRoundTripTime;
  return known({
    receivedPackets: sum('inbound-rtp', 'packetsReceived'),
    lostPackets: sum('inbound-rtp', 'packetsLost'),
    receivedBytes: sum('inbound-rtp', 'bytesReceived'),
    sentBytes: sum('outbound-rtp', 'bytesSent'),
    jitterMs: worst('inbound-rtp', 'jitter'),
    roundTripMs: typeof roundTrip === 'number' ? Math.round(roundTrip * 1000) : undefined,
    freezes: sum('inbound-rtp', 'freezeCount'),
    frozenMs: sum('inbound-rtp', 'totalFreezesDuration', 1000),
    samples: sum('inbound-rtp', 'totalSamplesReceived'),
    concealedSamples: sum('inbound-rtp', 'concealedSamples'),
  });
}

/** Undefined where the browser counted nothing of it. */
function whole(values: readonly number[], fold: (a: number, b: number) => number): number | undefined {
  return values.length === 0 ? undefined : Math.round(values.reduce((a, b) => fold(a, b)));
}

function known<K extends string>(all: Record<K, number | undefined>): { [P in K]?: number } {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as { [P in K]?: number };
}

function word<K extends string>(name: K, value: unknown): { [P in K]?: string } {
  return (typeof value === 'string' ? { [name]: value } : {}) as { [P in K]?: string };
}

/** Whether DTLS met the certificate that the other signed. True where the browser does not tell. */
export async function certificateHolds(pc: RTCPeerConnection, signed: string | undefined): Promise<boolean> {
  for (const { transport } of pc.getReceivers()) {
    const certificate = remoteCertificate(transport);
    if (certificate && (await fingerprint(certificate)) !== signed) return false;
  }
  return true;
}

function remoteCertificate(transport: RTCDtlsTransport | null): ArrayBuffer | undefined {
  // Firefox has the transport and not this method.
  return transport && 'getRemoteCertificates' in transport ? transport.getRemoteCertificates()[0] : undefined;
}

async function fingerprint(certificate: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', certificate));
  return `sha-256 ${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(':')}`;
}
