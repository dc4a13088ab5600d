import { hashOf, JWS, type Link, type Media, type ServerFrame, type ServerFrameOf, WireError } from '../protocol';
import type { Opened } from './devices';
import { type IceTrouble, IceWatch } from './iceTrouble';
import type { EndReason, Ringing, Role } from './life';
import { CallMedia, FIRST_GEN, type SignalFrame } from './media';
import { NOTHING_OWN, type Own, OwnMedia } from './own';
import { Preparation } from './preparation';
import { readAcceptance, readIntent } from './proof';
import { type Path, type Quality, QualityWatch } from './quality';
import { insist } from './signals';
import type { MediaTools } from './tools';

/** What the person sees and hears of a call, and what they show and say. */
export interface Scene extends Own {
  readonly remote: MediaStream | null;
  readonly remotePicture: boolean;
  /** The other muted, as far as their page says. */
  readonly theyMuted: boolean;
  /** Null until something was measured. */
  readonly quality: Quality | null;
  readonly path: Path | null;
}

const NOTHING_THERE = { remote: null, remotePicture: false, theyMuted: false, quality: null, path: null };

export const NO_SCENE: Scene = { ...NOTHING_OWN, ...NOTHING_THERE };

export interface ParticipationListener {
  scene(): void;
  /** The server holds the call. */
  placed(): void;
  /** This device's yes is on its way. */
  answered(): void;
  flowing(): void;
  interrupted(): void;
  /** It ends from here; `say` is what the server is told, if it knows of the call at all. */
  over(reason: EndReason, say?: string): void;
  /** An answer to a request that is a call frame of its own. */
  frame(frame: ServerFrame): void;
}

interface Facts {
  readonly call: string;
  readonly peer: string;
  readonly role: Role;
  readonly media: Media;
  /** Not among the people that this person knows. */
  readonly stranger: boolean;
}

const PLACED_WITHIN_MS = 30_000;

/** This device's part in one call, from the press of a button to the end: its devices, its promises, its media. */
export class Participation {
  readonly facts: Facts;
  readonly #link: Link;
  readonly #tools: MediaTools;
  readonly #listener: ParticipationListener;
  readonly #preparation: Preparation;
  readonly #over = new AbortController();
  readonly #ice = new IceWatch();
  /** Devices go over to a call that this one became. */
  own = new OwnMedia();
  #there: Omit<Scene, keyof Own> = NOTHING_THERE;
  #scene: Scene = NO_SCENE;
  #watch: QualityWatch | undefined;
  #media: CallMedia | undefined;
  #intent = '';
  #unplaced: ReturnType<typeof setTimeout> | undefined;

  constructor(
    link: Link,
    facts: Facts,
    tools: MediaTools,
    listener: ParticipationListener,
    preparation = new Preparation(link, facts.media, tools),
  ) {
    this.#link = link;
    this.facts = facts;
    this.#preparation = preparation;
    this.#tools = { ...tools, newPeer: (configuration) => this.#ice.watch(tools.newPeer(configuration), configuration) };
    this.#listener = listener;
    this.#take(this.own);
  }

  get scene(): Scene {
    return this.#scene;
  }

  /** What kept this browser from a relay, as far as it told. */
  get iceTrouble(): IceTrouble | undefined {
    return this.#ice.trouble;
  }

  /** Rings the other, once there is a microphone to talk into. */
  async place(name: string): Promise<void> {
    const { call, peer, media } = this.facts;
    const opened = await this.#open();
    if (this.#over.signal.aborted) return;
    if (opened.microphone) {
      this.#listener.over('no_microphone');
      return;
    }
    const { address, device } = this.#link;
    const claims = { call, from: address, to: peer, device, media, ...(name === '' ? {} : { name }) };
    const intent = await this.#link.sign(JWS.call, {
      ...claims,
      aud: location.origin,
      iat: this.#seconds(),
      jti: crypto.randomUUID(),
    });
    const media_ = await this.#begin(intent);
    this.#unplaced = setTimeout(() => this.#listener.over('unreachable', 'cancelled'), PLACED_WITHIN_MS);
    await this.#ask({ type: 'call:init', call, peer, intent }, () => {
      media_?.begin(FIRST_GEN);
      media_?.placed();
      this.#listener.placed();
    });
    clearTimeout(this.#unplaced);
  }

  /** Says yes to a call that rings here. Devices open only now; `showing`: the camera too, where the call has pictures. */
  async answer(ringing: Ringing, { replaces, showing = true }: { replaces?: string | undefined; showing?: boolean } = {}): Promise<void> {
    const { call, peer } = this.facts;
    void this.#open(showing ? this.facts.media : 'audio');
    const media = await this.#begin(ringing.intent, ringing.device);
    const { address, device } = this.#link;
    const intent = await hashOf(ringing.intent);
    const claims = { call, from: address, device, intent, iat: this.#seconds() };
    const acceptance = await this.#link.sign(JWS.accept, claims);
    const frame = { type: 'call:accept', call, peer, acceptance, ...(replaces === undefined ? {} : { replaces }) } as const;
    const asking = this.#ask(frame, () => media?.accepted(ringing.device));
    media?.expect();
    this.#listener.answered();
    await asking;
  }

  /** Comes back into a call after the page was loaded anew. Rejects with a Breach where the server's word is not signed. */
  async resume(state: ServerFrameOf<'call:state'>): Promise<void> {
    const { call, peer, role } = this.facts;
    const me = this.#link.address;
    const [from, to] = role === 'caller' ? [me, peer] : [peer, me];
    const intent = await readIntent(state.intent, { call, from, to });
    this.#intent = state.intent;
    const peerDevice = role === 'callee' ? intent.device : await this.#acceptedBy(state.acceptance);
    void this.#open();
    const media = await this.#begin(state.intent, peerDevice);
    media?.begin(state.gen + 1);
    if (peerDevice === undefined) media?.placed();
    else media?.accepted(peerDevice);
  }

  /** The other said yes. Rejects with a Breach where it was somebody else. */
  async accepted(acceptance: string): Promise<void> {
    const device = await this.#acceptedBy(acceptance);
    if (device !== undefined) this.#media?.accepted(device);
  }

  take(frame: SignalFrame): void {
    this.#media?.take(frame);
  }

  mute(muted: boolean): void {
    this.own.mute(muted);
    this.#media?.tellMuted(muted);
  }

  /** Takes the open devices over from a call that became this one. */
  adopt(other: Participation): void {
    this.#take(other.own);
    other.own = new OwnMedia();
    this.#publish();
  }

  dispose(): void {
    this.#over.abort();
    clearTimeout(this.#unplaced);
    this.#watch?.dispose();
    this.#media?.dispose();
    this.#preparation.dispose();
    this.own.close();
    this.#scene = NO_SCENE;
  }

  #take(own: OwnMedia): void {
    this.own = own;
    own.listener = { changed: () => this.#publish(), send: (kind, track) => this.#media?.send(kind, track) };
  }

  async #acceptedBy(acceptance: string | undefined): Promise<string | undefined> {
    if (acceptance === undefined) return undefined;
    const { call, peer: from } = this.facts;
    return readAcceptance(acceptance, { call, from, intent: await hashOf(this.#intent) });
  }

  #open(media = this.facts.media): Promise<Opened> {
    return this.own.open(media);
  }

  async #begin(intentJws: string, peerDevice?: string): Promise<CallMedia | undefined> {
    this.#intent = intentJws;
    const intent = await hashOf(intentJws);
    if (this.#over.signal.aborted) return undefined;
    const facts = { ...this.facts, intent, ...(peerDevice === undefined ? {} : { peerDevice }) };
    const local = this.own.open(this.facts.media).then(({ stream }) => stream);
    this.#media = new CallMedia(
      this.#link,
      facts,
      local,
      {
        remote: (remote) => this.#show({ remote, remotePicture: false }),
        changed: () => this.#show({ remotePicture: hasPicture(this.#scene.remote) }),
        flowing: () => this.#flowing(),
        theyMuted: (theyMuted) => this.#show({ theyMuted }),
        interrupted: () => this.#listener.interrupted(),
        over: (reason) => this.#listener.over(reason, reason === 'insecure' ? 'failed' : reason),
      },
      this.#tools,
      this.#preparation,
    );
    return this.#media;
  }

  async #ask(frame: Parameters<Link['request']>[0], granted: () => void): Promise<void> {
    try {
      const reply = await insist(this.#link, frame, this.#over.signal);
      if (this.#over.signal.aborted) return;
      if (reply.type === 'ok') granted();
      else this.#listener.frame(reply);
    } catch (error) {
      if (this.#over.signal.aborted) return;
      if (!(error instanceof WireError)) throw error;
      this.#listener.over(reasonOf(error));
    }
  }

  #flowing(): void {
    this.#watch ??= new QualityWatch(
      () => this.#media?.stats(),
      (quality, path) => {
        const { quality: before, path: beforePath } = this.#there;
        if (quality !== before || path !== beforePath) this.#show({ quality, path });
      },
    );
    this.#media?.tellMuted(this.own.own.muted);
    this.#listener.flowing();
  }

  #show(part: Partial<Omit<Scene, keyof Own>>): void {
    this.#there = { ...this.#there, ...part };
    this.#publish();
  }

  #publish(): void {
    if (this.#over.signal.aborted) return;
    this.#scene = { ...this.own.own, ...this.#there };
    this.#listener.scene();
  }

  #seconds(): number {
    return Math.floor(this.#link.now() / 1000);
  }
}

function hasPicture(stream: MediaStream | null): boolean {
  return stream?.getVideoTracks().some(({ muted, readyState }) => !muted && readyState === 'live') ?? false;
}

function reasonOf({ code }: WireError): EndReason {
  switch (code) {
    case 'rate_limited':
      return 'too_many_calls';
    case 'device_busy':
      return 'busy_here';
    case 'clock_skew':
    case 'stale_intent':
      return 'wrong_clock';
    case 'bad_address':
    case 'self_call':
      return 'bad_address';
    case 'already_answered':
      return 'answered_elsewhere';
    case 'call_over':
    case 'no_such_call':
      return 'missed';
    case 'offline':
    case 'timeout':
    case 'overloaded':
    case 'unavailable':
      return 'unreachable';
    default:
      return 'failed';
  }
}
