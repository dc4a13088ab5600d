import { JWS, type Link, type Media, type ServerFrameOf } from '../protocol';
import { prefer } from './codecs';
import { configurationWith } from './ice';
import type { Role } from './life';
import { PathWatch } from './path';
import { Peering } from './peering';
import { PictureWatch, soundFirst } from './picture';
import type { Preparation } from './preparation';
import { Breach, MediaProofs } from './proof';
import { Reports } from './reports';
import { fingerprintsOf } from './sdp';
import { Sideband } from './sideband';
import { Signals } from './signals';
import { certificateHolds } from './stats';
import type { MediaTools } from './tools';
import { fillRoom, invite, makeRoom } from './tracks';

export type SignalFrame = ServerFrameOf<'webrtc:offer'> | ServerFrameOf<'webrtc:answer'> | ServerFrameOf<'webrtc:ice'>;
/** Why media itself ends a call. */
export type MediaEnd = 'ice_failed' | 'ice_timeout' | 'insecure' | 'failed';

export interface MediaFacts {
  readonly call: string;
  readonly peer: string;
  readonly role: Role;
  readonly media: Media;
  /** The person does not know the other. */
  readonly stranger: boolean;
  /** Base64url SHA-256 of the intent. */
  readonly intent: string;
  /** The other's device; the caller learns it from the acceptance. */
  readonly peerDevice?: string;
}

export interface MediaListener {
  remote(stream: MediaStream): void;
  /** Something about the other's tracks changed: whether there is a picture to show. */
  changed(): void;
  flowing(): void;
  interrupted(): void;
  /** The other's page says whether they can be heard. */
  theyMuted(muted: boolean): void;
  over(reason: MediaEnd): void;
}

interface Connection {
  readonly gen: number;
  readonly pc: RTCPeerConnection;
  readonly peering: Peering;
  readonly codecs: RTCRtpCodec[];
  sideband: Sideband | undefined;
  /** The other's fingerprint, as signed. */
  fingerprint: string | undefined;
}

/** Of the first offer of a call; more follow where a page was loaded anew. */
export const FIRST_GEN = 1;

/** The media of one call on this device: its peer connections, one after the other (`gen`), and what watches them. */
export class CallMedia {
  readonly #link: Link;
  readonly #facts: MediaFacts;
  readonly #tools: MediaTools;
  readonly #listener: MediaListener;
  readonly #local: Promise<MediaStream>;
  readonly #proofs = new MediaProofs();
  readonly #signals: Signals;
  readonly #preparation: Preparation;
  readonly #reports: Reports;
  readonly #path = new PathWatch({ search: (broken) => void this.#search(broken), giveUp: () => this.#giveUp() });
  readonly #picture = new PictureWatch(() => (this.#flowed ? this.#current?.pc : undefined));
  #peerDevice: string | undefined;
  #current: Connection | undefined;
  #early: SignalFrame[] = [];
  #work: Promise<void> = Promise.resolve();
  #over = false;
  #muted = false;
  #flowed = false;
  /** What the server was told last about a path that broke: it ends no call whose media flows. */
  #dead = false;

  /** `local` settles when the person's devices are open (or are not to be had, then it is empty). */
  constructor(link: Link, facts: MediaFacts, local: Promise<MediaStream>, listener: MediaListener, tools: MediaTools, preparation: Preparation) {
    this.#link = link;
    this.#facts = facts;
    this.#local = local;
    this.#listener = listener;
    this.#tools = tools;
    this.#peerDevice = facts.peerDevice;
    this.#signals = new Signals(link, () => undefined);
    this.#reports = new Reports(link, facts);
    this.#preparation = preparation;
    const { servers } = preparation;
    servers.renewed = (renewed) => this.#use(renewed);
    // It rings here already, so they are there to be had; for the caller not before the call is placed.
    if (facts.role === 'callee') void servers.get();
  }

  /** Makes a peer connection and offers it. The server knows the call. */
  begin(gen: number): void {
    this.#enqueue(async () => {
      const local = await this.#local;
      const connection = await this.#open(gen);
      if (connection) this.#addTracks(connection, local);
    });
  }

  /** This device said yes, so the other's offer is on its way: its relay is asked for meanwhile. */
  expect(): void {
    this.#enqueue(async () => {
      await this.#open(FIRST_GEN);
    });
  }

  /** The server knows the call now: what was prepared may leave. */
  placed(): void {
    this.#signals.open();
  }

  /** Both sides are in: from now on a path must be found in time. */
  accepted(peerDevice: string): void {
    this.#peerDevice = peerDevice;
    this.#reports.accepted();
    this.#signals.open();
    this.#path.want();
  }

  /** One signal of the other, in the order of its `n`. */
  take(frame: SignalFrame): void {
    this.#enqueue(() => this.#apply(frame));
  }

  /** Sends another sound or picture, or none; where it is the first of its kind, the other's browser is told by a new offer. */
  async send(kind: 'audio' | 'video', track: MediaStreamTrack | null): Promise<void> {
    const pc = this.#current?.pc;
    const found = pc?.getTransceivers().find(({ receiver }) => receiver.track.kind === kind);
    if (found) {
      await found.sender.replaceTrack(track);
      found.direction = track ? 'sendrecv' : 'recvonly';
    } else if (track) {
      pc?.addTrack(track, await this.#local);
    }
  }

  tellMuted(muted: boolean): void {
    this.#muted = muted;
    this.#current?.sideband?.say(muted);
  }

  /** What the browser counted; undefined while there is no connection. */
  stats(): Promise<RTCStatsReport> | undefined {
    return this.#current?.pc.getStats();
  }

  dispose(): void {
    this.#over = true;
    this.#path.dispose();
    this.#picture.dispose();
    this.#preparation.dispose();
    this.#reports.finish(this.#current?.pc);
    this.#close();
    this.#signals.dispose();
  }

  async #apply(frame: SignalFrame): Promise<void> {
    const gen = this.#current?.gen ?? 0;
    if (frame.gen < gen) return;
    if (frame.type === 'webrtc:ice') {
      if (frame.gen === this.#current?.gen) await this.#current.peering.candidates(frame.candidates);
      else this.#early.push(frame);
      return;
    }
    const kind = frame.type === 'webrtc:offer' ? 'offer' : 'answer';
    const fingerprint = await this.#check({ kind, ...frame });
    if (kind === 'answer' && frame.gen !== gen) return;
    const connection = frame.gen === this.#current?.gen ? this.#current : await this.#open(frame.gen);
    if (!connection) return;
    connection.fingerprint = fingerprint;
    // An offer comes to whoever answered, and may come before the server says that this was us.
    this.#signals.open();
    await connection.peering[kind](frame.sdp);
    const early = this.#early;
    this.#early = [];
    for (const each of early) await this.#apply(each);
  }

  #check(description: { kind: 'offer' | 'answer'; gen: number; sdp: string; proof: string }): Promise<string> {
    if (this.#peerDevice === undefined) throw new Breach('a description before anybody accepted');
    const { call, peer, intent } = this.#facts;
    return this.#proofs.check(description, { call, address: peer, device: this.#peerDevice, intent });
  }

  async #open(gen: number): Promise<Connection | undefined> {
    const { servers, ...prepared } = this.#preparation;
    const [helpers, certificate, codecs] = await Promise.all([servers.get(), prepared.certificate, prepared.codecs]);
    if (this.#isOver()) return undefined;
    this.#close();
    this.#signals.dropBefore(gen);
    const pc = this.#tools.newPeer({ ...configurationWith(helpers, this.#facts.stranger), certificates: [certificate] });
    const peering = new Peering(pc, {
      polite: this.#facts.role === 'callee',
      description: (kind, sdp) => this.#describe(kind, gen, sdp),
      candidates: (candidates) => this.#post({ type: 'webrtc:ice', gen, candidates }),
      beforeAnswer: () => this.#makeRoom(connection),
      failed: (error) => this.#failed(error),
    });
    const connection: Connection = { gen, pc, peering, codecs, sideband: undefined, fingerprint: undefined };
    const remote = new MediaStream();
    pc.ontrack = ({ track }) => this.#heard(remote, track);
    this.#reports.watch(pc);
    pc.onconnectionstatechange = () => this.#watch(connection);
    this.#current = connection;
    this.#listener.remote(remote);
    return connection;
  }

  #close(): void {
    const closing = this.#current;
    this.#current = undefined;
    if (!closing) return;
    closing.pc.ontrack = null;
    closing.pc.onconnectionstatechange = null;
    closing.peering.dispose();
  }

  #addTracks(connection: Connection, local: MediaStream): void {
    if (connection !== this.#current) return;
    this.#prepare(connection);
    invite(connection.pc, local, this.#facts.media);
    prefer(connection.pc, connection.codecs);
  }

  #prepare(connection: Connection): void {
    connection.sideband = new Sideband(connection.pc, this.#muted, (muted) => this.#listener.theyMuted(muted));
  }

  /**
   * An answer does not wait for devices, which take their time, or for somebody who allows them: it leaves room, and they are put in
   * once they are open. Meanwhile the path is looked for, and the other is heard.
   */
  #makeRoom(connection: Connection): void {
    if (connection.sideband || connection !== this.#current) return;
    this.#prepare(connection);
    makeRoom(connection.pc);
    prefer(connection.pc, connection.codecs);
    void this.#local.then((local) => {
      this.#enqueue(async () => {
        if (connection === this.#current) await fillRoom(connection.pc, local);
      });
    });
  }

  async #describe(kind: 'offer' | 'answer', gen: number, sdp: string): Promise<void> {
    const [fingerprint] = fingerprintsOf(sdp);
    if (fingerprint === undefined) throw new Breach('our own description has no fingerprint');
    const { call, intent } = this.#facts;
    const iat = Math.floor(this.#link.now() / 1000);
    const claims = { call, device: this.#link.device, kind, gen, fingerprint, intent, iat };
    const proof = await this.#link.sign(JWS.media, claims);
    this.#post({ type: `webrtc:${kind}`, gen, sdp, proof });
  }

  #post(
    signal:
      | { type: 'webrtc:offer' | 'webrtc:answer'; gen: number; sdp: string; proof: string }
      | { type: 'webrtc:ice'; gen: number; candidates: ServerFrameOf<'webrtc:ice'>['candidates'] },
  ): void {
    const { call, peer } = this.#facts;
    this.#signals.post({ ...signal, call, peer });
  }

  #heard(remote: MediaStream, track: MediaStreamTrack): void {
    remote.addTrack(track);
    track.onunmute = () => {
      if (track.kind === 'audio') this.#reports.firstSound();
      this.#listener.changed();
    };
    track.onmute = () => this.#listener.changed();
    this.#listener.changed();
  }

  #watch(connection: Connection): void {
    const { connectionState } = connection.pc;
    if (connectionState === 'connected') void this.#connected(connection);
    else if (connectionState === 'disconnected' || connectionState === 'failed') this.#path.lost(connectionState === 'failed');
  }

  async #connected(connection: Connection): Promise<void> {
    if (!(await certificateHolds(connection.pc, connection.fingerprint))) {
      this.#failed(new Breach('DTLS saw another certificate than the one that was signed'));
      return;
    }
    if (connection !== this.#current || connection.pc.connectionState !== 'connected') return;
    this.#path.found();
    this.#flowed = true;
    soundFirst(connection.pc);
    this.#listener.flowing();
    if (this.#dead) this.#reports.flowing(true);
    this.#dead = false;
    await this.#reports.connected(connection.pc);
  }

  /** Over the same keys and in the same `gen`. */
  async #search(broken: boolean): Promise<void> {
    const connection = this.#current;
    if (!connection) return;
    if (broken) this.#broke();
    await this.#preparation.servers.renew();
    if (connection !== this.#current) return;
    this.#reports.restarted();
    connection.peering.restart();
  }

  #broke(): void {
    this.#listener.interrupted();
    if (!this.#dead) this.#reports.flowing(false);
    this.#dead = true;
  }

  #use(servers: readonly RTCIceServer[]): void {
    const pc = this.#current?.pc;
    pc?.setConfiguration({ ...pc.getConfiguration(), iceServers: [...servers] });
  }

  #giveUp(): void {
    this.#end(this.#flowed ? 'ice_timeout' : 'ice_failed');
  }

  #failed(error: unknown): void {
    this.#end(error instanceof Breach ? 'insecure' : 'failed');
  }

  #end(reason: MediaEnd): void {
    if (this.#over) return;
    this.#reports.failed(reason);
    this.dispose();
    this.#listener.over(reason);
  }

  #enqueue(task: () => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (this.#isOver()) return;
      try {
        await task();
      } catch (error) {
        if (!this.#isOver()) this.#failed(error);
      }
    });
  }

  #isOver(): boolean {
    return this.#over;
  }
}
