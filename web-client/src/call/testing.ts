import { WireError, type ClientFrame, type ClientRequest, type Link, type ServerFrame } from '../protocol';
import { type Identity, identityOf, signAs } from '../protocol/identity';
import type { JwsType } from '../protocol/jws';

/** A person with a device, for tests: signs like the real one. */
export interface Person extends Identity {
  readonly device: string;
  sign(typ: JwsType, payload: object): Promise<string>;
}

export async function person(seedByte: number): Promise<Person> {
  const identity = await identityOf(new Uint8Array(32).fill(seedByte));
  return { ...identity, device: `device-${seedByte}`, sign: (typ, payload) => signAs(identity, typ, payload) };
}

type Reply = ServerFrame | WireError;

/** A connection that is driven by the test: it keeps what was sent, and answers `ok` unless told otherwise. */
export class FakeLink implements Link {
  readonly address: string;
  readonly device: string;
  readonly holdsKey = true;
  readonly sent: ClientFrame[] = [];
  state: Link['state'] = { phase: 'connecting', attempt: 1 };
  up = true;
  nowMs = 1_800_000_000_000;
  /** What to answer to a request instead of `ok`; a promise lets the test answer later. */
  reply: (frame: ClientRequest) => Reply | Promise<Reply> = () => ({ type: 'ok' });
  /** What is sent and not asked. */
  heard: (frame: ClientFrame) => void = () => undefined;
  readonly #person: Person;
  readonly #listeners = new Set<(frame: ServerFrame) => void>();
  readonly #ready = new Set<() => void>();

  constructor(who: Person) {
    this.#person = who;
    this.address = who.address;
    this.device = who.device;
  }

  subscribe = () => () => undefined;
  retry = () => undefined;
  dispose = () => undefined;
  now = () => this.nowMs;
  sign = (typ: string, payload: object) => this.#person.sign(typ as JwsType, payload);

  async request<T extends ServerFrame>(frame: ClientRequest): Promise<T> {
    if (!this.up) throw new WireError('offline', 'no connection', true);
    this.sent.push(frame);
    const reply = await this.reply(frame);
    if (reply instanceof WireError) throw reply;
    return reply as T;
  }

  send(frame: ClientFrame): boolean {
    if (!this.up) return false;
    this.sent.push(frame);
    this.heard(frame);
    return true;
  }

  on = (listener: (frame: ServerFrame) => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  onReady = (listener: () => void) => {
    this.#ready.add(listener);
    return () => this.#ready.delete(listener);
  };

  fetchApi: Link['fetchApi'] = () => Promise.resolve(Response.json({ mode: 'custom', iceServers: [], expiresAt: 0 }));

  tell(frame: ServerFrame): void {
    for (const listener of this.#listeners) listener(frame);
  }

  back(): void {
    this.up = true;
    for (const listener of [...this.#ready]) listener();
  }

  of<K extends ClientFrame['type']>(type: K): Extract<ClientFrame, { type: K }>[] {
    return this.sent.filter((frame): frame is Extract<ClientFrame, { type: K }> => frame.type === type);
  }
}

/** The state machine of an RTCPeerConnection (JSEP) without a network; its descriptions name their round. */
export class FakePeer extends EventTarget {
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  iceGatheringState: RTCIceGatheringState = 'new';
  localDescription: RTCSessionDescription | null = null;
  remoteDescription: RTCSessionDescription | null = null;
  onnegotiationneeded: RTCPeerConnection['onnegotiationneeded'] = null;
  onicecandidate: RTCPeerConnection['onicecandidate'] = null;
  onconnectionstatechange: RTCPeerConnection['onconnectionstatechange'] = null;
  ontrack: RTCPeerConnection['ontrack'] = null;
  readonly candidates: (string | undefined)[] = [];
  readonly tracks: MediaStreamTrack[] = [];
  /** One of sound, made by the other's offer. */
  readonly transceivers: RTCRtpTransceiver[] = [];
  closed = false;
  restarts = 0;
  configuration: RTCConfiguration = {};
  refusesCandidates = false;
  readonly #name: string;
  readonly #fingerprint: string;
  #version = 0;

  constructor(name: string, fingerprint = FINGERPRINT) {
    super();
    this.#name = name;
    this.#fingerprint = fingerprint;
  }

  async setLocalDescription(): Promise<void> {
    await Promise.resolve();
    const offering = this.signalingState !== 'have-remote-offer';
    this.signalingState = offering ? 'have-local-offer' : 'stable';
    this.localDescription = this.#describe(offering ? 'offer' : 'answer');
  }

  async setRemoteDescription({ type, sdp = '' }: RTCSessionDescriptionInit): Promise<void> {
    await Promise.resolve();
    if (type === 'answer' && this.signalingState !== 'have-local-offer') throw new DOMException('', 'InvalidStateError');
    this.signalingState = type === 'offer' ? 'have-remote-offer' : 'stable';
    if (type === 'offer' && this.transceivers.length === 0) this.transceivers.push(fakeTransceiver());
    this.remoteDescription = { type, sdp } as RTCSessionDescription;
  }

  addIceCandidate(candidate?: RTCIceCandidateInit | null): Promise<void> {
    if (this.refusesCandidates) return Promise.reject(new DOMException('', 'OperationError'));
    this.candidates.push(candidate?.candidate);
    return Promise.resolve();
  }

  addTrack(track: MediaStreamTrack): RTCRtpSender {
    this.tracks.push(track);
    this.need();
    return {} as RTCRtpSender;
  }

  addTransceiver(): RTCRtpTransceiver {
    this.need();
    return {} as RTCRtpTransceiver;
  }

  createDataChannel(): RTCDataChannel {
    return { readyState: 'connecting' } as RTCDataChannel;
  }

  getSenders = (): RTCRtpSender[] => [];
  getReceivers = (): RTCRtpReceiver[] => [];
  getTransceivers = (): RTCRtpTransceiver[] => this.transceivers;
  getStats = () => Promise.resolve(new Map() as RTCStatsReport);
  getConfiguration = (): RTCConfiguration => this.configuration;
  setConfiguration = (configuration: RTCConfiguration) => void (this.configuration = configuration);

  restartIce(): void {
    this.restarts += 1;
    this.need();
  }

  close(): void {
    this.closed = true;
  }

  /** The browser asks for a negotiation, in a task of its own and only while nothing is under way. */
  need(): void {
    queueMicrotask(() => {
      if (this.signalingState === 'stable' && !this.closed) this.onnegotiationneeded?.call(this.#asPeer(), new Event('negotiationneeded'));
    });
  }

  gather(candidate: string | null): void {
    const found = candidate === null ? null : { candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null };
    this.onicecandidate?.call(this.#asPeer(), { candidate: found } as RTCPeerConnectionIceEvent);
  }

  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.onconnectionstatechange?.call(this.#asPeer(), new Event('connectionstatechange'));
  }

  #describe(type: 'offer' | 'answer'): RTCSessionDescription {
    this.#version += 1;
    const round = `${this.#name}${this.#version}`;
    return { type, sdp: sdp(round, this.#fingerprint) } as RTCSessionDescription;
  }

  #asPeer(): RTCPeerConnection {
    return this as unknown as RTCPeerConnection;
  }
}

function fakeTransceiver(): RTCRtpTransceiver {
  const sender = {
    track: null as MediaStreamTrack | null,
    replaceTrack: (track: MediaStreamTrack | null) => Promise.resolve(void (sender.track = track)),
  };
  return { direction: 'recvonly', sender, receiver: { track: { kind: 'audio' } } } as unknown as RTCRtpTransceiver;
}

export const FINGERPRINT = `sha-256 ${Array.from({ length: 32 }, (_, i) => i.toString(16).padStart(2, '0').toUpperCase()).join(':')}`;

export function sdp(ufrag: string, ...fingerprints: string[]): string {
  return ['v=0', ...fingerprints.map((each) => `a=fingerprint:${each}`), `a=ice-ufrag:${ufrag}`, ''].join('\r\n');
}

class FakeStream {
  readonly #tracks: MediaStreamTrack[];

  constructor(tracks: MediaStreamTrack[] = []) {
    this.#tracks = tracks;
  }

  getTracks = () => this.#tracks;
  getAudioTracks = () => this.#tracks.filter(({ kind }) => kind === 'audio');
  getVideoTracks = () => this.#tracks.filter(({ kind }) => kind === 'video');
  addTrack = (track: MediaStreamTrack) => void this.#tracks.push(track);
  removeTrack = (track: MediaStreamTrack) => void this.#tracks.splice(this.#tracks.indexOf(track), 1);
}

/** What a page has around it: the parts that calls touch, and what became of them. */
export class FakeBrowser {
  readonly document = Object.assign(new EventTarget(), { visibilityState: 'visible', title: 'CallVault', querySelector: () => null });
  readonly peers: FakePeer[] = [];
  readonly opened: MediaStreamTrack[] = [];
  /** Why the devices cannot be opened, by the browser's own names. */
  denies: Partial<Record<'audio' | 'video', string>> = {};
  /** Until then somebody thinks about whether the page may use them. */
  asked: Promise<void> = Promise.resolve();
  readonly #kept = new Map<string, string>();

  readonly tools = {
    newPeer: (configuration: RTCConfiguration) => {
      const peer = new FakePeer(`u${this.peers.length}-`);
      peer.configuration = configuration;
      this.peers.push(peer);
      return peer as unknown as RTCPeerConnection;
    },
    newCertificate: () => Promise.resolve({} as RTCCertificate),
    videoCodecs: () => Promise.resolve([]),
  };

  /** To be handed to `vi.stubGlobal`, one by one. */
  globals(): Record<string, unknown> {
    return {
      document: this.document,
      localStorage: {
        getItem: (key: string) => this.#kept.get(key) ?? null,
        setItem: (key: string, value: string) => void this.#kept.set(key, value),
      },
      location: { origin: 'https://callvault.example' },
      isSecureContext: true,
      MediaStream: FakeStream,
      navigator: { mediaDevices: Object.assign(new EventTarget(), {
          getUserMedia: (wanted: MediaStreamConstraints) => this.#open(wanted),
          getDisplayMedia: (wanted: MediaStreamConstraints) => this.#open(wanted),
          enumerateDevices: () => Promise.resolve([]),
        }) },
      reportError: (error: unknown) => {
        throw error;
      },
    };
  }

  #open(wanted: MediaStreamConstraints): Promise<unknown> {
    const kinds = (['audio', 'video'] as const).filter((kind) => wanted[kind]);
    const denied = kinds.map((kind) => this.denies[kind]).find(Boolean);
    if (denied) return Promise.reject(new DOMException('', denied));
    const tracks = kinds.map((kind) => {
      const track = { kind, enabled: true, readyState: 'live', muted: false };
      return Object.assign(track, { stop: () => (track.readyState = 'ended') }) as unknown as MediaStreamTrack;
    });
    return this.asked.then(() => {
      this.opened.push(...tracks);
      return new FakeStream(tracks);
    });
  }
}
