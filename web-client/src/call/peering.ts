import type { Candidate } from '../protocol';
import { CandidateBatches } from './candidates';
import { hasUfrag, withThriftyOpus } from './sdp';

/** What the negotiation needs of an RTCPeerConnection. */
export type PeerPort = Pick<
  RTCPeerConnection,
  | 'signalingState'
  | 'localDescription'
  | 'remoteDescription'
  | 'setLocalDescription'
  | 'setRemoteDescription'
  | 'addIceCandidate'
  | 'restartIce'
  | 'close'
  | 'onnegotiationneeded'
  | 'onicecandidate'
>;

export interface PeeringWiring {
  /** The callee is polite: where two offers cross, its own gives way. */
  readonly polite: boolean;
  /** A description of ours that must reach the other; called in the order in which they were made. */
  description(kind: 'offer' | 'answer', sdp: string): Promise<void>;
  candidates(candidates: Candidate[]): void;
  /** Called once the other's first offer stands and before it is answered: the time to add one's own tracks. */
  beforeAnswer(): void;
  failed(error: unknown): void;
}

const KEPT_MAX = 256;

/**
 * Perfect negotiation (W3C WebRTC, 10.7) over one peer connection. Its caller hands in the other's descriptions one
 * after the other, already proven; candidates that come before their description are kept for it.
 */
export class Peering {
  readonly #pc: PeerPort;
  readonly #wiring: PeeringWiring;
  readonly #batches: CandidateBatches;
  #sending: Promise<void> = Promise.resolve();
  #makingOffer = false;
  #settingAnswer = false;
  /** Descriptions of the other that were seen: the wire may repeat one, and its answer is then on its way. */
  readonly #seen = new Set<string>();
  #kept: Candidate[] = [];
  #endKept = false;
  #closed = false;

  constructor(pc: PeerPort, wiring: PeeringWiring) {
    this.#pc = pc;
    this.#wiring = wiring;
    this.#batches = new CandidateBatches((batch) => void this.#inOrder(() => wiring.candidates(batch)));
    pc.onnegotiationneeded = () => void this.#offer();
    pc.onicecandidate = ({ candidate }) => this.#gathered(candidate);
  }

  async offer(sdp: string): Promise<void> {
    if (this.#closed || !this.#isNew(sdp)) return;
    const free = !this.#makingOffer && (this.#pc.signalingState === 'stable' || this.#settingAnswer);
    if (!free && !this.#wiring.polite) return;
    await this.#pc.setRemoteDescription({ type: 'offer', sdp: withThriftyOpus(sdp) });
    await this.#addKept();
    // Signals are handed in one by one, but our own end comes when it likes.
    if (this.#isClosed()) return;
    this.#wiring.beforeAnswer();
    await this.#pc.setLocalDescription();
    this.#batches.answered();
    await this.#describe('answer');
  }

  async answer(sdp: string): Promise<void> {
    if (this.#closed || !this.#isNew(sdp) || this.#pc.signalingState !== 'have-local-offer') return;
    this.#settingAnswer = true;
    try {
      await this.#pc.setRemoteDescription({ type: 'answer', sdp: withThriftyOpus(sdp) });
    } finally {
      this.#settingAnswer = false;
    }
    this.#batches.answered();
    await this.#addKept();
  }

  async candidates(candidates: readonly Candidate[]): Promise<void> {
    if (this.#closed) return;
    if (candidates.length === 0) this.#endKept = true;
    this.#kept.push(...candidates.slice(0, KEPT_MAX - this.#kept.length));
    await this.#addKept();
  }

  /** Looks for a new path with the same keys and the same `gen`. */
  restart(): void {
    if (!this.#closed) this.#pc.restartIce();
  }

  dispose(): void {
    this.#closed = true;
    this.#batches.dispose();
    this.#pc.onnegotiationneeded = null;
    this.#pc.onicecandidate = null;
    this.#pc.close();
  }

  async #offer(): Promise<void> {
    try {
      this.#makingOffer = true;
      await this.#pc.setLocalDescription();
      if (this.#pc.signalingState === 'have-local-offer') await this.#describe('offer');
    } catch (error) {
      if (!this.#closed) this.#wiring.failed(error);
    } finally {
      this.#makingOffer = false;
    }
  }

  #describe(kind: 'offer' | 'answer'): Promise<void> {
    const sdp = this.#pc.localDescription?.sdp;
    return sdp === undefined ? Promise.resolve() : this.#inOrder(() => this.#wiring.description(kind, sdp));
  }

  /** Signing takes a while; candidates must not overtake the description that they belong to. */
  #inOrder(send: () => void | Promise<void>): Promise<void> {
    const sent = this.#sending.then(async () => {
      if (!this.#closed) await send();
    });
    this.#sending = sent.catch((error: unknown) => this.#wiring.failed(error));
    return this.#sending;
  }

  #gathered(candidate: RTCIceCandidate | null): void {
    if (candidate === null) this.#batches.end();
    else if (candidate.candidate !== '') this.#batches.add(plain(candidate));
  }

  async #addKept(): Promise<void> {
    const described = this.#pc.remoteDescription?.sdp;
    if (described === undefined) return;
    const kept = this.#kept;
    this.#kept = [];
    const isOf = ({ usernameFragment }: Candidate) => !usernameFragment || hasUfrag(described, usernameFragment);
    this.#kept.push(...kept.filter((candidate) => !isOf(candidate)));
    // The browser takes them one after the other; to wait for each would cost a turn of the page's own work.
    await Promise.all(kept.filter(isOf).map((candidate) => this.#add(candidate)));
    if (this.#endKept && this.#kept.length === 0) {
      this.#endKept = false;
      await this.#add(undefined);
    }
  }

  async #add(candidate: Candidate | undefined): Promise<void> {
    try {
      await this.#pc.addIceCandidate(candidate);
    } catch {
      // One candidate that cannot be used (a family or a protocol that this browser lacks) must not end the call.
    }
  }

  #isNew(sdp: string): boolean {
    const isNew = !this.#seen.has(sdp);
    this.#seen.add(sdp);
    return isNew;
  }

  #isClosed(): boolean {
    return this.#closed;
  }
}

function plain({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate): Candidate {
  return { candidate, sdpMid, sdpMLineIndex, usernameFragment };
}
