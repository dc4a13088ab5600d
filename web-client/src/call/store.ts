import { Listeners } from '../app/listeners';
import type { Store } from '../app/useStore';
import type { Contacts } from '../people/contacts';
import type { Link, Media, ServerFrame, ServerFrameOf } from '../protocol';
import { Acks } from './acks';
import { Alerts } from './alerts';
import { EndedCalls } from './ended';
import { Inbox } from './inbox';
import type { IceTrouble } from './iceTrouble';
import { type EndReason, endReasonOf, IDLE, isLive, isProgress, isRole, type Life, type LifeEvent, reduce, type Ringing, type Role } from './life';
import { NO_SCENE, Participation, type Scene } from './participation';
import { Preparations } from './preparation';
import { Breach, demandFresh, readIntent } from './proof';
import { insist } from './signals';
import type { MediaTools } from './tools';
import { uuid7 } from './uuid';

type CallFrame = Extract<ServerFrame, { n: number; call: string }>;
type NumberedFrame = Exclude<CallFrame, { type: 'call:state' }>;

export interface CallSnapshot extends Life, Scene {
  /** A ring would be heard: browsers keep a page silent until it was touched once. */
  readonly audible: boolean;
  /** Of a call that has ended: what kept this browser from a relay. */
  readonly iceTrouble?: IceTrouble | undefined;
}

/** The calls of this device. What is refused or impossible ends the call in the snapshot; no method throws. */
export interface CallStore extends Store<CallSnapshot> {
  /** Calls `peer`, or answers them where they are calling already. */
  place(peer: string, media: Media): void;
  /** Answers a call that rings, the first if none is named; a call that this device is in then ends. */
  accept(call?: string): void;
  reject(call?: string): void;
  hangUp(): void;
  /** As {@link accept}, with one's own camera off. */
  acceptWithoutVideo(call: string): void;
  /** Quiet for this ring, here only. */
  silence(call: string): void;
  setMuted(muted: boolean): void;
  setCamera(on: boolean): void;
  /** The next camera, of several. */
  flipCamera(): void;
  /** Device ids of the browser, kept for later calls; empty for its own choice. Also tries again what could not be opened. */
  useMicrophone(id: string): void;
  useCamera(id: string): void;
  shareScreen(on: boolean): void;
  /** Puts the end of a call away once it was read. */
  dismiss(): void;
  /** To be called by the page when it has drawn a call that rings. */
  drawn(call: string): void;
  /** One round of the ring, to hear whether it is heard. */
  testRing(): void;
}

export function createStore(link: Link, contacts: Contacts, tools: MediaTools): CallStore {
  const calls = new Calls(link, contacts, tools);
  return {
    getSnapshot: () => calls.snapshot,
    subscribe: calls.listeners.add,
    dispose: () => calls.dispose(),
    place: (peer, media) => calls.place(peer, media),
    accept: (call) => calls.accept(call),
    reject: (call) => calls.reject(call),
    hangUp: () => calls.hangUp(),
    setMuted: (muted) => calls.part?.mute(muted),
    acceptWithoutVideo: (call) => calls.accept(call, false),
    silence: (call) => calls.apply({ type: 'silenced', call }),
    setCamera: (on) => calls.part?.own.showCamera(on),
    flipCamera: () => calls.part?.own.flipCamera(),
    useMicrophone: (id) => calls.part?.own.useMicrophone(id),
    useCamera: (id) => calls.part?.own.useCamera(id),
    shareScreen: (on) => calls.part?.own.shareScreen(on),
    dismiss: () => calls.apply({ type: 'dismissed' }),
    drawn: (call) => calls.alerts.onPage(call),
    testRing: () => calls.alerts.test(),
  };
}

class Calls {
  readonly listeners = new Listeners();
  readonly alerts: Alerts;
  part: Participation | undefined;
  snapshot: CallSnapshot = { ...IDLE, ...NO_SCENE, audible: false };
  readonly #link: Link;
  readonly #acks: Acks;
  readonly #contacts: Contacts;
  readonly #tools: MediaTools;
  readonly #ended: EndedCalls;
  readonly #preparations: Preparations;
  readonly #inbox = new Inbox<NumberedFrame>();
  readonly #disposed = new AbortController();
  readonly #stopListening: () => void;
  #life = IDLE;
  #work: Promise<void> = Promise.resolve();

  constructor(link: Link, contacts: Contacts, tools: MediaTools) {
    this.#link = link;
    this.#acks = new Acks(link);
    this.#contacts = contacts;
    this.#tools = tools;
    this.#preparations = new Preparations(link, tools);
    this.#ended = new EndedCalls(localStorage, () => link.now());
    this.alerts = new Alerts(link, (call) => this.#over(call, 'missed'), () => this.#publish());
    this.#stopListening = link.on((frame) => this.#receive(frame));
  }

  place(peer: string, media: Media): void {
    const calling = this.#life.ringing.find((ringing) => ringing.peer === peer);
    if (calling) {
      this.accept(calling.call);
      return;
    }
    if (isLive(this.#life.current)) return;
    const call = uuid7(this.#link.now());
    this.#inbox.expect(call, peer);
    const part = this.#join({ call, peer, media, role: 'caller' });
    this.apply({ type: 'placed', call, peer, media, ...this.#named(peer) });
    this.#try(call, part.place(this.#contacts.getSnapshot().myName));
  }

  accept(call = this.#life.ringing[0]?.call, showing = true): void {
    const ringing = this.#life.ringing.find((other) => other.call === call);
    if (!ringing) return;
    const { current } = this.#life;
    const replaces = isLive(current) ? current.call : undefined;
    if (replaces !== undefined) this.#ended.add(replaces);
    const part = this.#join({ ...ringing, role: 'callee' });
    this.#life = reduce(this.#life, { type: 'answered', call: ringing.call });
    this.alerts.follow(this.#life);
    // The page is told when the yes has left: to draw the call takes longer than to sign, and the other waits in silence.
    this.#try(ringing.call, part.answer(ringing, { replaces, showing }));
  }

  reject(call = this.#life.ringing[0]?.call): void {
    const ringing = this.#life.ringing.find((other) => other.call === call);
    if (!ringing) return;
    this.#over(ringing.call, 'declined');
    this.#insist({ type: 'call:reject', call: ringing.call, peer: ringing.peer, reason: 'declined' });
  }

  hangUp(): void {
    const { current } = this.#life;
    if (isLive(current)) this.#end(current.call, 'hung_up');
  }

  apply(event: LifeEvent): void {
    const before = this.#life;
    this.#life = reduce(before, event);
    if (this.#life !== before) this.#publish();
  }

  dispose(): void {
    this.#disposed.abort();
    this.#stopListening();
    this.part?.dispose();
    this.#preparations.dispose();
    this.alerts.dispose();
    this.listeners.clear();
  }

  #receive(frame: ServerFrame): void {
    if (!('n' in frame)) return;
    if (frame.type === 'call:state') {
      this.#snapshot(frame);
      return;
    }
    const { ready, ack, peer } = this.#inbox.take(frame);
    if (peer !== undefined) this.#acks.owe(frame.call, peer, ack);
    if (ready.length === 0 && frame.type === 'call:incoming') this.alerts.repeat(frame.call);
    // One after the other: a signature takes a moment to check, and an end must not overtake what it ends.
    for (const each of ready) this.#queue(each);
  }

  #snapshot(frame: ServerFrameOf<'call:state'>): void {
    const { call, peer } = frame;
    if (this.#ended.has(call)) this.#insist({ type: 'call:end', call, peer });
    const after = this.part?.facts.call === call ? null : this.#inbox.countOnFrom(frame);
    if (after) for (const each of [frame, ...after]) this.#queue(each);
  }

  #queue(frame: CallFrame): void {
    this.#work = this.#work.then(() => this.#take(frame));
  }

  async #take(frame: CallFrame): Promise<void> {
    if (this.#disposed.signal.aborted) return;
    try {
      await this.#handle(frame);
    } catch (error) {
      if (!(error instanceof Breach)) throw error;
      // What nobody signed does not ring; where it concerns the call that we are in, that call is over, and says why.
      if (this.part?.facts.call === frame.call) this.#end(frame.call, 'insecure', 'failed');
    }
  }

  async #handle(frame: CallFrame): Promise<void> {
    switch (frame.type) {
      case 'call:progress':
        if (isProgress(frame.state)) this.apply({ type: 'progress', call: frame.call, state: frame.state });
        return;
      case 'call:incoming':
        return this.#incoming(frame);
      case 'call:accepted':
        return this.#accepted(frame.call, frame.acceptance);
      case 'call:state':
        return this.#state(frame);
      case 'webrtc:offer':
      case 'webrtc:answer':
      case 'webrtc:ice':
        if (this.part?.facts.call === frame.call) this.part.take(frame);
        return;
      case 'call:ended':
        this.#over(frame.call, endReasonOf(frame.reason), frame);
        return;
      default:
        frame satisfies never;
    }
  }

  async #incoming(frame: ServerFrameOf<'call:incoming'>): Promise<void> {
    const { call, peer, known, expiresAt, silent } = frame;
    if (this.#ended.has(call) || this.part?.facts.call === call) return;
    if (this.#life.ringing.some((ringing) => ringing.call === call)) {
      this.alerts.repeat(call);
      return;
    }
    const intent = await readIntent(frame.intent, { call, from: peer, to: this.#link.address });
    demandFresh(intent, this.#link.now());
    if (expiresAt <= this.#link.now()) return;
    const { media, device } = intent;
    const ringing = {
      call, peer, media, device, known, expiresAt, intent: frame.intent, ...this.#named(peer, intent.name), ...(silent ? { silent, silenced: true } : {}),
    };
    const { current } = this.#life;
    const crosses =
      current?.phase === 'calling' && current.peer === peer && (current.call === frame.crossing || current.mergesInto === call);
    if (crosses) this.#meet(current.call, ringing);
    else this.apply({ type: 'rings', ringing });
  }

  /** We are calling them and they us: both want this call, so it needs no second yes, and the devices stay open. */
  #meet(own: string, ringing: Ringing): void {
    this.#ended.add(own);
    const part = this.#join({ ...ringing, role: 'callee' }, true);
    this.#life = reduce(this.#life, { type: 'rings', ringing });
    this.apply({ type: 'answered', call: ringing.call });
    this.#try(ringing.call, part.answer(ringing));
  }

  async #accepted(call: string, acceptance: string): Promise<void> {
    if (this.part?.facts.call !== call) return;
    await this.part.accepted(acceptance);
    this.apply({ type: 'accepted', call });
  }

  async #state(frame: ServerFrameOf<'call:state'>): Promise<void> {
    const { call, peer, media, acceptance, role, since } = frame;
    if (this.#ended.has(call) || isLive(this.#life.current) || !isRole(role)) return;
    const part = this.#join({ call, peer, media, role });
    this.apply({ type: 'resumed', call, peer, media, role, since: acceptance === undefined ? undefined : Date.now() - (this.#link.now() - since), ...this.#named(peer) });
    await part.resume(frame);
  }

  #join(facts: { call: string; peer: string; media: Media; role: Role }, adopting = false): Participation {
    const { call, peer, media, role } = facts;
    const stranger = this.#contacts.nameOf(peer) === undefined;
    const part = new Participation(this.#link, { call, peer, media, role, stranger }, this.#tools, {
      scene: () => {
        if (this.part === part) this.#publish();
      },
      placed: () => this.apply({ type: 'progress', call, state: 'trying' }),
      answered: () => this.#publish(),
      flowing: () => this.apply({ type: 'flowing', call, at: Date.now() }),
      interrupted: () => this.apply({ type: 'interrupted', call }),
      over: (reason, say) => (say === undefined ? this.#over(call, reason) : this.#end(call, reason, say)),
      frame: (frame) => this.#receive(frame),
    }, this.#preparations.take(call));
    if (adopting && this.part) part.adopt(this.part);
    this.part?.dispose();
    this.part = part;
    return part;
  }

  /** Ends a call from here, and does not rest until the server knows. */
  #end(call: string, reason: EndReason, say?: string): void {
    const peer = this.#life.current?.call === call ? this.#life.current.peer : undefined;
    this.#over(call, reason);
    if (peer !== undefined) this.#insist({ type: 'call:end', call, peer, ...(say === undefined ? {} : { reason: say }) });
  }

  #over(call: string, reason: EndReason, told: { durationMs?: number; into?: string; message?: string } = {}): void {
    this.#ended.add(call);
    const { durationMs, into, message } = told;
    this.#life = reduce(this.#life, {
      type: 'over',
      call,
      reason,
      at: Date.now(),
      ...(durationMs === undefined ? {} : { durationMs }),
      ...(into === undefined ? {} : { into }),
      ...(message === undefined ? {} : { message }),
    });
    if (this.part?.facts.call === call && !isLive(this.#life.current)) {
      const { iceTrouble, scene: { trouble } } = this.part;
      this.part.dispose();
      this.part = undefined;
      this.snapshot = { ...this.snapshot, trouble, iceTrouble };
    }
    this.#publish();
    this.#meetWhatRings();
  }

  /** The call that ours was merged into may ring here already: it came in while we placed ours. */
  #meetWhatRings(): void {
    const { current, ringing } = this.#life;
    if (current?.phase !== 'calling' || current.mergesInto === undefined) return;
    const theirs = ringing.find(({ call, peer }) => call === current.mergesInto && peer === current.peer);
    if (theirs) this.#meet(current.call, theirs);
    else if (this.#ended.has(current.mergesInto)) this.#over(current.mergesInto, 'no_answer');
  }

  #insist(frame: Parameters<Link['request']>[0]): void {
    // It is over here whatever the answer is; an error that repeating cannot help says that it is over there too.
    insist(this.#link, frame, this.#disposed.signal).catch(() => undefined);
  }

  /** Our own part of a call failed in a way that nobody foresaw: the call ends, and the page hears of the error. */
  #try(call: string, work: Promise<void>): void {
    work.catch((error: unknown) => {
      this.#end(call, error instanceof Breach ? 'insecure' : 'failed', 'failed');
      if (!(error instanceof Breach)) reportError(error);
    });
  }

  #named(peer: string, claimed?: string): { name?: string } {
    const name = this.#contacts.nameOf(peer) || claimed;
    return name ? { name } : {};
  }

  #publish(): void {
    const { trouble, iceTrouble } = this.snapshot;
    const scene = this.part?.scene ?? { ...NO_SCENE, ...(this.#life.current ? { trouble, iceTrouble } : {}) };
    this.snapshot = { ...scene, ...this.#life, audible: this.alerts.audible };
    this.alerts.follow(this.#life);
    this.#preparations.follow(this.#life);
    this.listeners.tell();
  }
}
