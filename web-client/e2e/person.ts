import { type Browser, type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import { press, type } from './keys';
import { Wire } from './wire';

interface Options {
  /** Puts somebody in between who can read and change what the page and the server say to each other. */
  readonly tapped?: boolean;
  /** Touches no mouse. */
  readonly byKeyboard?: boolean;
}

/** Somebody with a browser profile of their own, who made an identity and is connected. */
export class Person {
  readonly name: string;
  readonly context: BrowserContext;
  readonly wire: Wire;
  page: Page;
  /** What they give to others. */
  link = '';

  private constructor(name: string, context: BrowserContext, page: Page, wire: Wire) {
    this.name = name;
    this.context = context;
    this.page = page;
    this.wire = wire;
  }

  static async arrive(browser: Browser, name: string, { tapped = false, byKeyboard = false }: Options = {}): Promise<Person> {
    const context = await browser.newContext({ baseURL: origin(), viewport: { width: 1280, height: 800 } });
    const wire = new Wire();
    if (tapped) await wire.tap(context);
    await context.addInitScript(() => {
      // The empty page before the first one has no storage.
      if (location.protocol === 'about:') return;
      localStorage.setItem('callvault.relayOnly', 'true');
      // Statistics are read off the browser's own connections: the product has no door for tests.
      const peers: RTCPeerConnection[] = [];
      Object.assign(globalThis, { peers });
      globalThis.RTCPeerConnection = new Proxy(RTCPeerConnection, {
        construct(target, args, newTarget) {
          const peer = Reflect.construct(target, args, newTarget) as RTCPeerConnection;
          peers.push(peer);
          return peer;
        },
      });
    });
    const person = new Person(name, context, await context.newPage(), wire);
    await person.page.goto('/');
    const yourName = person.page.getByLabel('Your name');
    if (byKeyboard) await type(person.page, yourName, name);
    else await yourName.fill(name);
    for (const button of ['Start', 'Go on without'].map((each) => person.page.getByRole('button', { name: each }))) {
      await (byKeyboard ? press(person.page, button) : button.click());
    }
    await person.connected();
    await person.page.goto('/#/me');
    const address = await person.page.getByText(/^call:/).textContent();
    person.link = `${origin()}/#/add/${address ?? ''}?name=${encodeURIComponent(name)}`;
    return person;
  }

  /** Opens the other's link and adds them; the conversation with them is then open. */
  async add(other: Person): Promise<void> {
    await this.page.goto(other.link);
    await this.page.getByRole('button', { name: 'Add person' }).click();
    await expect(this.page.getByRole('heading', { name: other.name })).toBeVisible();
  }

  /** A new tab of the same profile. */
  async openTab(): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto('/');
    return page;
  }

  async connected(page = this.page): Promise<void> {
    // There is no word for it on the page: while all is well it says nothing, and for the first second neither.
    await expect(page.locator('.connection.ready')).toBeAttached();
  }

  async openChat(other: Person, page = this.page): Promise<void> {
    await page.getByRole('link', { name: 'Chats' }).click();
    await page.getByRole('link', { name: new RegExp(other.name) }).click();
  }

  async write(text: string): Promise<void> {
    await this.page.getByLabel('Message', { exact: true }).fill(text);
    await this.button('Send').click();
  }

  message(text: string, page = this.page): Locator {
    return page.getByRole('log').getByRole('listitem').filter({ hasText: text });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** The call is up on this side, and the time that one has talked counts. */
  async talks(): Promise<void> {
    await expect(this.page.getByRole('timer')).toBeVisible();
  }

  /** What has arrived over the connection of the call that is going on. */
  media(): Promise<Media> {
    return this.page.evaluate(async () => {
      const { peers } = globalThis as unknown as { peers: RTCPeerConnection[] };
      const arrived: Media = { frames: 0, audioBytes: 0, local: '', remote: '' };
      for (const peer of peers.filter(({ connectionState }) => connectionState === 'connected')) {
        const stats = new Map<string, Record<string, unknown>>();
        (await peer.getStats()).forEach((report: Record<string, unknown>, id: string) => stats.set(id, report));
        for (const report of stats.values()) {
          if (report.type === 'inbound-rtp' && report.kind === 'video') arrived.frames += Number(report.framesDecoded);
          if (report.type === 'inbound-rtp' && report.kind === 'audio') arrived.audioBytes += Number(report.bytesReceived);
          if (report.type !== 'transport') continue;
          const pair = stats.get(String(report.selectedCandidatePairId));
          arrived.local = String(stats.get(String(pair?.localCandidateId))?.candidateType);
          arrived.remote = String(stats.get(String(pair?.remoteCandidateId))?.candidateType);
        }
      }
      return arrived;
    });
  }

  /** Pictures of this page on a phone and wide, for people to look at. */
  async picture(name: string): Promise<void> {
    for (const [width, height] of [[390, 844], [1280, 800]] as const) {
      await this.page.setViewportSize({ width, height });
      await this.page.screenshot({ path: test.info().outputPath(`${name}-${width}.png`) });
    }
  }

  leave(): Promise<void> {
    return this.context.close();
  }
}

export interface Media {
  frames: number;
  audioBytes: number;
  /** Candidate types of the selected pair. */
  local: string;
  remote: string;
}

function origin(): string {
  const { E2E_ORIGIN } = process.env;
  if (E2E_ORIGIN === undefined) throw new Error('the servers were not started');
  return E2E_ORIGIN;
}
