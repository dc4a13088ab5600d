import type { BrowserContext, WebSocketRoute } from '@playwright/test';

export interface Frame {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** Somebody between a page and the server. Passes everything on until told otherwise. */
export class Wire {
  toPage: (frame: Frame) => Frame = (frame) => frame;
  /** What the page sent, and what reached it. */
  readonly sent: Frame[] = [];
  readonly received: Frame[] = [];
  #hold: (frame: Frame, send: (frame: Frame) => void) => boolean = () => false;
  #cut = false;
  readonly #sockets = new Set<WebSocketRoute>();

  async tap(context: BrowserContext): Promise<void> {
    await context.routeWebSocket(/\/ws$/, (page) => {
      if (this.#cut) {
        void page.close({ code: 1012 });
        return;
      }
      const server = page.connectToServer();
      this.#sockets.add(page);
      const toServer = (frame: Frame) => server.send(JSON.stringify(frame));
      page.onMessage((message) => {
        const frame = read(message);
        this.sent.push(frame);
        if (!this.#hold(frame, toServer)) toServer(frame);
      });
      server.onMessage((message) => {
        const frame = this.toPage(read(message));
        this.received.push(frame);
        page.send(JSON.stringify(frame));
      });
    });
  }

  /** Keeps frames of this type from the server until the returned function lets them through. */
  hold(type: string): { readonly held: readonly Frame[]; release(): void } {
    const held: { frame: Frame; pass: () => void }[] = [];
    this.#hold = (frame, send) => {
      if (frame.type !== type) return false;
      held.push({ frame, pass: () => send(frame) });
      return true;
    };
    return {
      get held() {
        return held.map(({ frame }) => frame);
      },
      release: () => {
        this.#hold = () => false;
        held.forEach(({ pass }) => pass());
      },
    };
  }

  /** Ends the connection and lets no new one through. */
  async cut(): Promise<void> {
    this.#cut = true;
    await Promise.all([...this.#sockets].map((socket) => socket.close({ code: 1012 })));
    this.#sockets.clear();
  }

  mend(): void {
    this.#cut = false;
  }
}

function read(message: string | Buffer): Frame {
  return JSON.parse(message.toString()) as Frame;
}
