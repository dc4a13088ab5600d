import { vi } from 'vitest';

/** A WebSocket that a test scripts from the server's side. */
export class FakeSocket {
  readonly url: string;
  readonly subprotocol: string;
  readonly sent: { type: string; [member: string]: unknown }[] = [];
  readyState = 1;
  onmessage: ((event: MessageEvent<unknown>) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;

  constructor(url: string, subprotocol: string) {
    this.url = url;
    this.subprotocol = subprotocol;
  }

  send(json: string): void {
    this.sent.push(JSON.parse(json) as { type: string });
  }

  close(): void {
    this.readyState = 3;
  }

  /** The server says something. */
  says(frame: object | string): void {
    this.onmessage?.(new MessageEvent('message', { data: typeof frame === 'string' ? frame : JSON.stringify(frame) }));
  }

  /** The server, or the network, closes. */
  closes(code: number): void {
    this.readyState = 3;
    this.onclose?.(Object.assign(new Event('close'), { code }) as CloseEvent);
  }

  sentOf(type: string) {
    return this.sent.filter((frame) => frame.type === type);
  }

  /** Plays the opening up to `ready`. */
  async opens(more: object = {}): Promise<void> {
    this.says({ type: 'hello', challenge: 'A'.repeat(43), node: 'gw-1.x', time: Date.now() });
    await vi.waitFor(() => {
      if (this.sentOf('auth').length === 0) throw new Error('no proof was sent');
    });
    this.says({
      type: 'ready', address: 'a', device: 'd', session: 's', token: 't1', tokenExpiresAt: Date.now() + 600_000,
      heartbeatMs: 25_000,
      limits: {
        frameBytes: 65536, bodyBytes: 16384, uploadBytes: 10485760, framesPerSecond: 50, callsPerMinute: 20,
        callsPerPairPerMinute: 5,
      },
      ...more,
    });
  }
}
