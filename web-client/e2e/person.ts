import { type Browser, type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import { press, type } from './keys';
import { Wire } from './wire';

interface Options {
  /** Puts somebody in between who can read and change what the page and the server say to each other. */
  readonly tapped?: boolean;
  /** Touches no mouse. */
  readonly byKeyboard?: boolean;
  /** Did not choose to hide the network address. */
  readonly open?: boolean;
  /** Makes of what the server says of its relays what this test needs. */
  readonly relays?: (told: TurnConfig) => TurnConfig;
}

/** The answer of `/api/turn-config`. */
export interface TurnConfig {
  readonly iceServers: readonly { readonly urls: string | readonly string[]; readonly username?: string; readonly credential?: string }[];
  readonly expiresAt: number;
}

/** Other relays under the same credentials. */
export function relaysAt(...urls: string[]): (told: TurnConfig) => TurnConfig {
  return (told) => ({ ...told, iceServers: told.iceServers.map((server) => ({ ...server, urls })) });
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

  static async arrive(browser: Browser, name: string, options: Options = {}): Promise<Person> {
    const { byKeyboard = false } = options;
    const person = await Person.#open(browser, name, options);
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

  /** A further device of the same person, in a profile of its own. */
  async linkDevice(browser: Browser): Promise<Person> {
    const device = await Person.#open(browser, this.name);
    await device.button('I already use CallVault on another device').click();
    const code = await device.page.locator('.device-code .check-number').textContent();
    await this.page.goto('/#/link');
    await this.page.getByLabel('Code of the new device').fill(code ?? '');
    await this.button('Go on').click();
    await this.button('The same: link it').click();
    await device.button('Yes, go on').click();
    await device.connected();
    device.link = this.link;
    return device;
  }

  static async #open(browser: Browser, name: string, { tapped = false, open = false, relays }: Options = {}): Promise<Person> {
    const context = await browser.newContext({ baseURL: origin(), viewport: { width: 1280, height: 800 } });
    const wire = new Wire();
    if (tapped) await wire.tap(context);
    if (relays) {
      await context.route('**/api/turn-config*', async (route) => {
        const response = await route.fetch();
        if (response.ok()) await route.fulfill({ response, json: relays((await response.json()) as TurnConfig) });
        else await route.fulfill({ response });
      });
    }
    await context.addInitScript((relayOnly) => {
      // The empty page before the first one has no storage.
      if (location.protocol === 'about:') return;
      localStorage.setItem('callvault.relayOnly', String(relayOnly));
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
    }, !open);
    const person = new Person(name, context, await context.newPage(), wire);
    await person.page.goto('/');
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

  /** The network is there again and the browser says so; by itself the page would wait for up to half a minute. */
  async backOnline(): Promise<void> {
    this.wire.mend();
    await this.page.evaluate(() => globalThis.dispatchEvent(new Event('online')));
  }

  async openChat(other: Person, page = this.page): Promise<void> {
    await page.getByRole('link', { name: 'Chats' }).click();
    await page.getByRole('link', { name: new RegExp(other.name) }).click();
  }

  async write(text: string): Promise<void> {
    await this.page.getByLabel('Message', { exact: true }).fill(text);
    await this.button('Send').click();
  }

  /** Many at once to the only one whom they have written to: into the outbox of the page, which sends them when it comes again. */
  async writeMany(texts: readonly string[]): Promise<void> {
    await this.page.evaluate(async (bodies) => {
      const done = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(request.error?.message));
      });
      const name = (await indexedDB.databases()).find((each) => each.name?.startsWith('callvault-chat-'))?.name ?? '';
      const copy = await done(indexedDB.open(name));
      const stores = copy.transaction(['conversations', 'outbox'], 'readwrite');
      const [to] = (await done(stores.objectStore('conversations').getAll())) as { conversation: string; peer: string }[];
      if (!to) throw new Error('nobody was written to');
      for (const body of bodies) {
        const clientId = crypto.randomUUID();
        const frame = { type: 'msg:send', to: to.peer, clientId, kind: 'text', body };
        stores.objectStore('outbox').add({ clientId, conversation: to.conversation, at: Date.now(), frame });
      }
      await new Promise((resolve) => (stores.oncomplete = resolve));
      copy.close();
    }, texts);
    await this.page.reload();
  }

  /** Does with a message what its menu offers under this name. */
  async act(text: string, deed: string): Promise<void> {
    const message = this.message(text).first();
    await message.hover();
    await message.getByRole('button', { name: 'What to do with this message' }).click();
    await this.page.getByRole('menuitem', { name: deed, exact: true }).click();
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

  /** Sound arrives from now on. */
  async hears(withinMs = 15_000): Promise<void> {
    const { audioBytes } = await this.media();
    const arrived = async () => (await this.media()).audioBytes;
    await expect.poll(arrived, { message: `audio bytes that reach ${this.name} from now on`, timeout: withinMs }).toBeGreaterThan(audioBytes);
  }

  /** What has arrived over the connection of the call that is going on. */
  media(): Promise<Media> {
    return this.page.evaluate(async () => {
      const { peers } = globalThis as unknown as { peers: RTCPeerConnection[] };
      const arrived: Media = { frames: 0, audioBytes: 0, local: '', remote: '', relayProtocol: '', relay: '', measured: false };
      for (const peer of peers.filter(({ connectionState }) => connectionState !== 'closed')) {
        const stats = new Map<string, Record<string, unknown>>();
        (await peer.getStats()).forEach((report: Record<string, unknown>, id: string) => stats.set(id, report));
        for (const report of stats.values()) {
          if (report.type === 'inbound-rtp' && report.kind === 'video') arrived.frames += Number(report.framesDecoded);
          if (report.type === 'inbound-rtp' && report.kind === 'audio') arrived.audioBytes += Number(report.bytesReceived);
          if (report.type !== 'transport') continue;
          const pair = stats.get(String(report.selectedCandidatePairId));
          const local = stats.get(String(pair?.localCandidateId));
          arrived.measured = pair?.currentRoundTripTime !== undefined;
          arrived.local = String(local?.candidateType);
          arrived.relayProtocol = String(local?.relayProtocol);
          arrived.relay = String(local?.url);
          arrived.remote = String(stats.get(String(pair?.remoteCandidateId))?.candidateType);
        }
      }
      return arrived;
    });
  }

  /** Puts the key of this browser where nothing of the page erases it. */
  async keepAside(): Promise<void> {
    await this.page.evaluate(copyKey, ['callvault-device', 'aside']);
  }

  /** What was put aside is the key of this browser again. */
  async bringBack(): Promise<void> {
    await this.page.evaluate(copyKey, ['aside', 'callvault-device']);
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

/** A key that cannot be exported can be copied from one database to another all the same. */
async function copyKey([from, to]: string[]): Promise<void> {
  const open = (name: string): Promise<IDBDatabase> =>
    new Promise((resolve, reject) => {
      // Dexie counts its versions by tens.
      const asked = indexedDB.open(name, 10);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore('me', { keyPath: 'id' });
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(new Error(`${name} does not open`));
    });
  const [source, target] = [await open(from ?? ''), await open(to ?? '')];
  const row: unknown = await new Promise((resolve) => {
    const read = source.transaction('me').objectStore('me').get('me');
    read.onsuccess = () => resolve(read.result);
  });
  await new Promise<void>((resolve) => {
    const written = target.transaction('me', 'readwrite');
    written.objectStore('me').put(row);
    written.oncomplete = () => resolve();
  });
  source.close();
  target.close();
}

export interface Media {
  frames: number;
  audioBytes: number;
  /** Candidate types of the selected pair. */
  local: string;
  remote: string;
  /** How the own side reaches its relay, and which one that is. */
  relayProtocol: string;
  relay: string;
  /** Whether the browser knows how long the way there and back takes. */
  measured: boolean;
}

export function origin(): string {
  const { E2E_ORIGIN } = process.env;
  if (E2E_ORIGIN === undefined) throw new Error('the servers were not started');
  return E2E_ORIGIN;
}
