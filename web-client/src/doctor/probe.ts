import { meaningOf } from '../call/iceTrouble';
import { type CandidateType, type KnownCode, type Status, TYPES } from './findings';

/** What a probe needs of the browser; tests hand in their own. */
export interface ProbeTools {
  newPeer(configuration: RTCConfiguration): RTCPeerConnection;
}

export interface Probed {
  readonly status: Exclude<Status, 'checking'>;
  readonly code?: KnownCode;
  readonly types: readonly CandidateType[];
  readonly ms?: number;
}

/** A browser gives up on a silent server after some 10 s. */
const GATHER_WITHIN_MS = 12_000;
const LOOP_WITHIN_MS = 8000;
const WORD = 'callvault';

const CODES = { relay_refused: 'refused_here', relay_full: 'full_here', relay_unreachable: 'not_reached' } as const;

export const isTurn = (url: string): boolean => /^turns?:/.test(url);

/**
 * Asks one server by one URL for what calls need of it: candidates, and of a relay that it passes a message on between two
 * connections of this page, which both use nothing else. Rejects with the reason of `signal` once that is aborted.
 */
export async function probe(server: RTCIceServer & { readonly urls: string }, tools: ProbeTools, signal: AbortSignal): Promise<Probed> {
  const turn = isTurn(server.urls);
  const { types, codes } = await gather(server, turn ? 'relay' : 'srflx', tools, signal);
  if (!turn) {
    // Without any error, the browser's own address is the public one already. Calls may do without.
    const reached = types.includes('srflx') || codes.length === 0;
    return reached ? { status: 'ok', types } : { status: 'warning', code: 'not_reached', types };
  }
  if (!types.includes('relay')) {
    const meanings = codes.map((code) => CODES[meaningOf(code)]);
    const code = (['refused_here', 'full_here'] as const).find((each) => meanings.includes(each)) ?? 'not_reached';
    return { status: 'failed', code, types };
  }
  const ms = await loop(server, tools, signal);
  return ms === undefined ? { status: 'failed', code: 'relay_silent', types } : { status: 'ok', types, ms };
}

interface Gathered {
  readonly types: readonly CandidateType[];
  readonly codes: readonly number[];
}

/** Until the candidate that this server is for is there, or no more are to come. */
async function gather(server: RTCIceServer, wanted: CandidateType, tools: ProbeTools, signal: AbortSignal): Promise<Gathered> {
  const pc = tools.newPeer({ iceServers: [server] });
  const types = new Set<string>();
  const codes: number[] = [];
  const gathered = new Promise<void>((resolve) => {
    pc.addEventListener('icecandidateerror', ({ errorCode }) => codes.push(errorCode));
    pc.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate?.type) types.add(candidate.type);
      if (candidate === null || candidate.type === wanted) resolve();
    });
  });
  try {
    pc.createDataChannel(WORD);
    await pc.setLocalDescription();
    await within(GATHER_WITHIN_MS, gathered, signal);
  } finally {
    pc.close();
  }
  return { types: TYPES.filter((each) => types.has(each)), codes };
}

/** Milliseconds there and back through the relay, or undefined where nothing comes back. */
async function loop(server: RTCIceServer, tools: ProbeTools, signal: AbortSignal): Promise<number | undefined> {
  const configuration: RTCConfiguration = { iceServers: [server], iceTransportPolicy: 'relay' };
  const here = tools.newPeer(configuration);
  const there = tools.newPeer(configuration);
  const back = new Promise<number>((resolve) => {
    there.ondatachannel = ({ channel }) => {
      channel.onmessage = ({ data }) => channel.send(data as string);
    };
    const channel = here.createDataChannel(WORD);
    let sentAt = 0;
    channel.onopen = () => {
      sentAt = performance.now();
      channel.send(WORD);
    };
    channel.onmessage = () => resolve(performance.now() - sentAt);
  });
  try {
    pass(here, there);
    pass(there, here);
    // Candidates come after the description that they belong to, and the other end takes one after the other.
    await here.setLocalDescription();
    await describe(there, here);
    await there.setLocalDescription();
    await describe(here, there);
    return await within(LOOP_WITHIN_MS, back, signal);
  } finally {
    here.close();
    there.close();
  }
}

function pass(from: RTCPeerConnection, to: RTCPeerConnection): void {
  from.onicecandidate = ({ candidate }) => {
    // What the other end cannot use is missed by nobody: the message comes back or it does not.
    if (candidate) to.addIceCandidate(candidate).catch(() => undefined);
  };
}

async function describe(to: RTCPeerConnection, from: RTCPeerConnection): Promise<void> {
  if (from.localDescription) await to.setRemoteDescription(from.localDescription);
}

function within<T>(ms: number, work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
    void work.then((value) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve(value);
    });
  });
}
