import { expect, test } from '@playwright/test';
import { Person } from './person';

interface Told {
  readonly event: string;
  readonly url?: string;
  readonly connectMs?: number;
  readonly firstSoundMs?: number;
  readonly candidates?: readonly { type: string; url?: string; count: number }[];
  readonly counts?: Readonly<Record<string, number>>;
}

const ADDRESS = /\b\d{1,3}(\.\d{1,3}){3}\b|[0-9a-f]{1,4}(:[0-9a-f]{0,4}){4,}/;

/** What this page has told the server of ICE and media so far. */
const told = (person: Person) => person.wire.sent.filter(({ type }) => type === 'call:report') as unknown as Told[];

test('both pages tell what ICE and media did, the last of it after the end, whoever ended', async ({ browser }) => {
  const [ana, bo] = (await Promise.all(['Ana', 'Bo'].map((name) => Person.arrive(browser, name, { tapped: true })))) as [Person, Person];
  await Promise.all([ana.add(bo), bo.add(ana)]);
  await ana.button('Call with voice').click();
  await expect(bo.button('Answer')).toBeVisible();
  expect(told(ana), 'before somebody answers').toEqual([]);
  await bo.button('Answer').click();
  await Promise.all([ana.talks(), bo.talks()]);
  for (const person of [ana, bo]) {
    await expect.poll(() => told(person).map(({ event }) => event)).toEqual(expect.arrayContaining(['gathered', 'connected', 'media']));
    await expect.poll(async () => (await person.media()).measured, { message: `a round trip of ${person.name}` }).toBe(true);
  }
  await ana.button('Hang up').click();
  await expect(bo.page.getByRole('dialog', { name: 'Call ended' })).toBeVisible();
  for (const person of [ana, bo]) {
    await expect.poll(() => told(person).at(-1)?.event, { message: `the last word of ${person.name}` }).toBe('summary');
    const all = told(person);
    const of = (event: string) => all.find((each) => each.event === event);
    expect(of('gathered')?.candidates).toEqual([{ type: 'relay', url: expect.stringMatching(/^turn:/), count: expect.any(Number) }]);
    expect(of('connected')).toMatchObject({ local: 'relay', remote: 'relay', protocol: 'udp', relayProtocol: 'udp', url: expect.stringMatching(/^turn:/) });
    expect(of('connected')?.connectMs).toBeGreaterThanOrEqual(0);
    expect(all.find(({ firstSoundMs }) => firstSoundMs !== undefined)?.firstSoundMs).toBeGreaterThan(0);
    const counts = of('summary')?.counts;
    expect(counts?.receivedPackets, `packets that ${person.name} counted until the end`).toBeGreaterThan(0);
    expect(counts).toMatchObject({ lostPackets: expect.any(Number), jitterMs: expect.any(Number), roundTripMs: expect.any(Number) });
    const others = all.map(({ url: _, candidates: __, ...rest }) => rest);
    expect(JSON.stringify(others)).not.toMatch(ADDRESS);
  }
  await Promise.all([ana.leave(), bo.leave()]);
});
