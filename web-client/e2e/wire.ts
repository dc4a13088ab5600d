import type { BrowserContext, WebSocketRoute } from '@playwright/test';

export interface Frame {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** What to pass on instead; `null` is nothing. */
type Change = (frame: Frame) => Frame | null;

/** Somebody between a page and the server. Passes everything on until told otherwise. */
export class Wire {
  toServer: Change = (frame) => frame;
  toPage: Change = (frame) => frame;
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
      page.onMessage((message) => pass(message, this.toServer, (frame) => server.send(frame)));
      server.onMessage((message) => pass(message, this.toPage, (frame) => page.send(frame)));
    });
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

function pass(message: string | Buffer, change: Change, send: (frame: string) => void): void {
  const frame = change(JSON.parse(message.toString()) as Frame);
  if (frame) send(JSON.stringify(frame));
}
