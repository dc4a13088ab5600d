import type { Link, Media } from '../protocol';
import { IceServers } from './ice';
import type { Life } from './life';
import type { MediaTools } from './tools';

/** What the media of one call needs that takes a while, and that the other does not notice. */
export class Preparation {
  readonly certificate: Promise<RTCCertificate>;
  /** Empty for the browser's own order. */
  readonly codecs: Promise<RTCRtpCodec[]>;
  readonly servers: IceServers;

  constructor(link: Link, media: Media, tools: MediaTools) {
    this.certificate = tools.newCertificate();
    this.codecs = media === 'video' ? tools.videoCodecs() : Promise.resolve([]);
    this.servers = new IceServers(link);
  }

  dispose(): void {
    this.servers.dispose();
  }
}

/** For each call that rings here, so that nobody waits for it after they said yes. */
export class Preparations {
  readonly #link: Link;
  readonly #tools: MediaTools;
  readonly #prepared = new Map<string, Preparation>();

  constructor(link: Link, tools: MediaTools) {
    this.#link = link;
    this.#tools = tools;
  }

  follow({ ringing }: Life): void {
    for (const { call, media } of ringing) if (!this.#prepared.has(call)) this.#prepare(call, media);
    for (const [call, preparation] of this.#prepared) {
      if (ringing.some((each) => each.call === call)) continue;
      this.#prepared.delete(call);
      preparation.dispose();
    }
  }

  /** Hands over what was made for this call, if it rang. */
  take(call: string): Preparation | undefined {
    const preparation = this.#prepared.get(call);
    this.#prepared.delete(call);
    return preparation;
  }

  dispose(): void {
    for (const preparation of this.#prepared.values()) preparation.dispose();
    this.#prepared.clear();
  }

  #prepare(call: string, media: Media): void {
    const preparation = new Preparation(this.#link, media, this.#tools);
    this.#prepared.set(call, preparation);
    void preparation.servers.get();
  }
}
