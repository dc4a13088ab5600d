import { FakePeer } from '../call/testing';

/** What a made-up relay does: what a browser would see of one that is like this. */
export type Behaviour = 'relays' | 'swallows' | 'silent' | number;

class FakeChannel {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  other: FakeChannel | undefined;
  send = (data: string): void => {
    queueMicrotask(() => this.other?.onmessage?.({ data }));
  };
}

/** Servers by URL, and the connections of a page that ask them. */
export class FakeNet {
  readonly peers: NetPeer[] = [];
  readonly behaviours: Readonly<Record<string, Behaviour>>;

  constructor(behaviours: Readonly<Record<string, Behaviour>>) {
    this.behaviours = behaviours;
  }

  newPeer = (configuration: RTCConfiguration): RTCPeerConnection => {
    const peer = new NetPeer(this, configuration);
    this.peers.push(peer);
    return peer as unknown as RTCPeerConnection;
  };
}

class NetPeer extends FakePeer {
  readonly channels: FakeChannel[] = [];
  ondatachannel: ((event: { channel: FakeChannel }) => void) | null = null;
  readonly #net: FakeNet;

  constructor(net: FakeNet, configuration: RTCConfiguration) {
    super('peer');
    this.#net = net;
    this.configuration = configuration;
  }

  override createDataChannel(): RTCDataChannel {
    const channel = new FakeChannel();
    this.channels.push(channel);
    return channel as unknown as RTCDataChannel;
  }

  override async setLocalDescription(): Promise<void> {
    await super.setLocalDescription();
    setTimeout(() => this.#gather());
  }

  override async addIceCandidate(candidate?: RTCIceCandidateInit | null): Promise<void> {
    if (!this.remoteDescription) throw new DOMException('', 'InvalidStateError');
    await super.addIceCandidate(candidate);
    this.#meet();
  }

  #gather(): void {
    const url = String(this.configuration.iceServers?.[0]?.urls);
    const behaviour = this.#net.behaviours[url] ?? 'silent';
    if (this.configuration.iceTransportPolicy !== 'relay') this.#find('host');
    if (typeof behaviour === 'number') this.dispatchEvent(Object.assign(new Event('icecandidateerror'), { errorCode: behaviour, url }));
    else if (behaviour === 'silent') return;
    else this.#find(url.startsWith('stun') ? 'srflx' : 'relay');
    this.#find(null);
  }

  #find(type: string | null): void {
    if (this.closed) return;
    const candidate = type === null ? null : { candidate: type, type };
    const event = Object.assign(new Event('icecandidate'), { candidate });
    this.onicecandidate?.call(this as never, event as never);
    this.dispatchEvent(event);
  }

  /** Both sides of a loop know each other's relays: the channel opens, where anything comes through. */
  #meet(): void {
    const other = this.#net.peers.find((each) => each !== this && !each.closed && each.candidates.length > 0);
    const channel = this.channels[0] ?? other?.channels[0];
    const swallows = this.#net.behaviours[String(this.configuration.iceServers?.[0]?.urls)] === 'swallows';
    if (!other || !channel || swallows) return;
    const far = new FakeChannel();
    [channel.other, far.other] = [far, channel];
    const answering = this.channels[0] ? other : this;
    answering.ondatachannel?.({ channel: far });
    channel.onopen?.();
  }
}
