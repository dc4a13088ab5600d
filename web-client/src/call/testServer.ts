import { type ClientFrame, type ServerFrame, WireError } from '../protocol';
import { readIntent } from './proof';
import type { FakeLink } from './testing';

type Signal = Extract<ClientFrame, { type: 'webrtc:offer' | 'webrtc:answer' | 'webrtc:ice' }>;
type Untold = ServerFrame extends infer F ? (F extends { n: number } ? Omit<F, 'n' | 'call'> : never) : never;

interface Held {
  readonly caller: FakeLink;
  readonly callee: FakeLink;
  readonly intent: string;
  readonly n: Map<FakeLink, number>;
  state: 'ringing' | 'active' | 'ended';
  signals: Signal[];
}

const RINGS_FOR_MS = 45_000;

/** As much of the server as two devices with one call at a time can tell from it (PROTOCOL, Calls). */
export class TestServer {
  readonly links: readonly [FakeLink, FakeLink];
  readonly calls = new Map<string, Held>();
  /** Changes what one side sends before the other sees it: somebody in between. */
  tamper: (frame: Signal) => Signal = (frame) => frame;

  /** What to say to frames of a call that only the test knows. */
  unknown = (): ServerFrame => {
    throw new WireError('no_such_call', 'no such call', false);
  };

  constructor(a: FakeLink, b: FakeLink) {
    this.links = [a, b];
    for (const link of this.links) {
      link.reply = (frame) => this.#take(link, frame);
      link.heard = (frame) => void this.#take(link, frame).catch(() => undefined);
    }
  }

  /** What a device is told after `ready`, where it takes part in a call. */
  snapshot(call: string, to: FakeLink, gen: number, acceptance?: string): ServerFrame {
    const held = this.#held(call);
    return {
      type: 'call:state',
      call,
      n: held.n.get(to) ?? 0,
      state: held.state,
      role: to === held.caller ? 'caller' : 'callee',
      peer: this.#other(held, to).address,
      media: 'audio',
      intent: held.intent,
      gen,
      since: 0,
      ...(acceptance === undefined ? {} : { acceptance }),
    };
  }

  /** A frame to one device out of the blue, in its turn. */
  inject(call: string, to: FakeLink, frame: Untold): void {
    this.#tell(call, to, frame);
  }

  async #take(from: FakeLink, frame: ClientFrame): Promise<ServerFrame> {
    if ('call' in frame && frame.type !== 'call:init' && frame.type !== 'call:ack' && !this.calls.has(frame.call)) return this.unknown();
    switch (frame.type) {
      case 'call:init':
        return this.#init(from, frame);
      case 'call:ringing':
        this.#tell(frame.call, this.#held(frame.call).caller, { type: 'call:progress', state: 'ringing' });
        return ok;
      case 'call:accept': {
        const held = this.#held(frame.call);
        if (held.state !== 'ringing') throw new WireError('call_over', 'over', false);
        held.state = 'active';
        this.#tell(frame.call, held.caller, {
          type: 'call:accepted', peer: from.address, device: from.device, acceptance: frame.acceptance,
        });
        for (const signal of held.signals) this.#pass(held, from, signal);
        return ok;
      }
      case 'call:reject':
        return this.#end(frame.call, from, 'declined', 'declined');
      case 'call:end': {
        const active = this.#held(frame.call).state === 'active';
        return this.#end(frame.call, from, 'completed', active ? 'completed' : 'cancelled');
      }
      case 'webrtc:offer':
      case 'webrtc:answer':
      case 'webrtc:ice': {
        const held = this.#held(frame.call);
        if (held.state === 'ringing') held.signals.push(frame);
        else this.#pass(held, this.#other(held, from), frame);
        return ok;
      }
      default:
        return ok;
    }
  }

  async #init(from: FakeLink, frame: Extract<ClientFrame, { type: 'call:init' }>): Promise<ServerFrame> {
    if (this.calls.has(frame.call)) return ok;
    const { call, peer, intent } = frame;
    const { media, name } = await readIntent(intent, { call, from: from.address, to: peer });
    const callee = this.links.find((link) => link !== from);
    if (!callee) throw new Error('nobody to call');
    this.calls.set(call, { caller: from, callee, intent, n: new Map(), state: 'ringing', signals: [] });
    this.#tell(call, from, { type: 'call:progress', state: 'trying' });
    this.#tell(call, callee, {
      type: 'call:incoming', peer: from.address, intent, media, known: true, remainingMs: RINGS_FOR_MS,
      expiresAt: callee.nowMs + RINGS_FOR_MS, ...(name === undefined ? {} : { name }),
    });
    return ok;
  }

  #end(call: string, from: FakeLink, own: string, others: string): ServerFrame {
    const held = this.#held(call);
    if (held.state === 'ended') throw new WireError('call_over', 'over', false);
    held.state = 'ended';
    const other = this.#other(held, from);
    this.#tell(call, from, { type: 'call:ended', reason: own, peer: other.address });
    this.#tell(call, other, { type: 'call:ended', reason: others, peer: from.address });
    return ok;
  }

  #pass(held: Held, to: FakeLink, frame: Signal): void {
    const { id: _, call, ...signal } = this.tamper(frame);
    this.#tell(call, to, { ...signal, peer: this.#other(held, to).address });
  }

  #tell(call: string, to: FakeLink, frame: Untold): void {
    const { n } = this.#held(call);
    const next = (n.get(to) ?? 0) + 1;
    n.set(to, next);
    to.tell({ ...frame, call, n: next });
  }

  #other({ caller, callee }: Held, link: FakeLink): FakeLink {
    return link === caller ? callee : caller;
  }

  #held(call: string): Held {
    const held = this.calls.get(call);
    if (!held) throw new WireError('no_such_call', 'no such call', false);
    return held;
  }
}

const ok: ServerFrame = { type: 'ok' };
