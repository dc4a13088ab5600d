import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, expect, test } from '@playwright/test';
import { Person, relaysAt, type TurnConfig } from './person';
import { turnSecret, withRelays } from './relay';

const CUT_MS = 10_000;
const CREDENTIAL_LIFE_MS = 12_000;

/** Two in a call with sound, over these relays. */
async function talking(browser: Browser, relays: (told: TurnConfig) => TurnConfig): Promise<[Person, Person]> {
  const [ana, bo] = await Promise.all(['Ana', 'Bo'].map((name) => Person.arrive(browser, name, { relays }))) as [Person, Person];
  await Promise.all([ana.add(bo), bo.add(ana)]);
  await ana.button('Call with voice').click();
  await bo.button('Answer').click();
  await Promise.all([ana, bo].map((person) => person.talks()));
  await Promise.all([ana, bo].map((person) => person.hears()));
  return [ana, bo];
}

/** It is the very call from before: nothing rang, and no other connection was made. */
async function sameCall(...people: Person[]): Promise<void> {
  for (const person of people) {
    await person.talks();
    await expect(person.button('Answer')).toBeHidden();
    expect(await person.page.evaluate(() => (globalThis as unknown as { peers: unknown[] }).peers.length)).toBe(1);
  }
}

test('where UDP is blocked, a call goes through the relay by TCP', async ({ browser }) => {
  await withRelays(1, async ([relay]) => {
    const people = await talking(browser, relaysAt(relay?.tcpUrl ?? ''));
    for (const person of people) {
      expect(await person.media()).toMatchObject({ local: 'relay', relayProtocol: 'tcp', remote: 'relay' });
    }
    await Promise.all(people.map((person) => person.leave()));
  });
});

test('a network that is gone for ten seconds ends no call: media comes back without a new ring', async ({ browser }) => {
  await withRelays(1, async ([relay]) => {
    const people = await talking(browser, relaysAt(relay?.url ?? ''));
    relay?.freeze();
    const cut = pause(CUT_MS);
    await expect(people[0].page.getByText('The connection is weak.').first()).toBeVisible();
    await cut;
    relay?.thaw();
    await Promise.all(people.map((person) => person.hears()));
    await sameCall(...people);
    await Promise.all(people.map((person) => person.leave()));
  });
});

test('a relay that dies in a call is replaced by the next one of the list', async ({ browser }) => {
  await withRelays(2, async (relays) => {
    const people = await talking(browser, relaysAt(...relays.map(({ url }) => url)));
    const { relay: used } = await people[0].media();
    const dying = relays.find(({ url }) => url === used);
    const other = relays.find(({ url }) => url !== used);
    expect(dying, `the relay in use, ${used}`).toBeDefined();
    await dying?.stop();
    // What was on the way when it died still counts as heard, so the other relay comes first.
    for (const person of people) {
      await expect.poll(async () => (await person.media()).relay, { message: `the relay of ${person.name}`, timeout: 30_000 }).toBe(other?.url);
    }
    await Promise.all(people.map((person) => person.hears(30_000)));
    await sameCall(...people);
    await Promise.all(people.map((person) => person.leave()));
  });
});

test('credentials that expire in a call are renewed before, and another path is found by the new ones', async ({ browser }) => {
  const given: TurnConfig['iceServers'][number][] = [];
  const people = await talking(browser, (told) => {
    const expiresAt = Date.now() + CREDENTIAL_LIFE_MS;
    const iceServers = told.iceServers.map(({ urls }) => ({ urls, ...credentialsUntil(expiresAt) }));
    given.push(...iceServers);
    return { ...told, iceServers, expiresAt };
  });
  const [first] = given;
  await expect.poll(() => given.length, { message: 'credentials that were given, two of them renewed' }).toBeGreaterThanOrEqual(4);
  await expect.poll(() => gatheredBy(people[0], first), { message: 'what coturn says to the first credentials' }).toEqual({ relays: 0, error: 401 });
  const paths = () => Promise.all(people.map((person) => person.page.evaluate(localUfrag)));
  const before = await paths();
  await people[0].page.evaluate(() => globalThis.dispatchEvent(new Event('online')));
  await expect.poll(async () => (await paths()).map((ufrag, i) => ufrag !== before[i]), { message: 'another round of ICE' }).toEqual([true, true]);
  await Promise.all(people.map((person) => person.hears()));
  await sameCall(...people);
  await Promise.all(people.map((person) => person.leave()));
});

/** As the server makes them: coturn's REST API. */
function credentialsUntil(expiresAt: number): { username: string; credential: string } {
  const username = `${Math.floor(expiresAt / 1000)}:short`;
  return { username, credential: createHmac('sha1', turnSecret()).update(username).digest('base64') };
}

/** Asks the relay for an address from a page. */
function gatheredBy(person: Person, server: object | undefined): Promise<{ relays: number; error: number }> {
  return person.page.evaluate(async (iceServer) => {
    const peer = new RTCPeerConnection({ iceServers: [iceServer as RTCIceServer], iceTransportPolicy: 'relay' });
    let [relays, error] = [0, 0];
    peer.onicecandidateerror = ({ errorCode }) => (error = errorCode);
    const over = new Promise<void>((resolve) => {
      peer.onicecandidate = ({ candidate }) => {
        if (candidate === null) resolve();
        else if (candidate.candidate !== '') relays += 1;
      };
    });
    peer.createDataChannel('');
    await peer.setLocalDescription();
    await over;
    peer.close();
    const { peers } = globalThis as unknown as { peers: RTCPeerConnection[] };
    peers.pop();
    return { relays, error };
  }, server);
}

/** Names the round of ICE that the selected pair belongs to. */
async function localUfrag(): Promise<string> {
  const [peer] = (globalThis as unknown as { peers: RTCPeerConnection[] }).peers;
  let ufrag = '';
  (await peer?.getStats())?.forEach((report: Record<string, unknown>) => {
    if (report.type === 'transport') ufrag = String(report.iceLocalUsernameFragment);
  });
  return ufrag;
}
