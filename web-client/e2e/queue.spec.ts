import { expect, test } from '@playwright/test';
import { Person } from './person';

const EACH = 20;

test('20 messages each way that wait without a connection: all there in one order, none twice', async ({ browser }) => {
  const [ana, bo] = await pair(browser);
  await Promise.all([ana.wire.cut(), bo.wire.cut()]);
  for (const person of [ana, bo]) await expect(person.page.getByText('No connection.')).toBeVisible();
  await Promise.all([ana, bo].map(writeAll));
  await expect(waiting(ana)).toHaveCount(EACH);
  await expect(waiting(bo)).toHaveCount(EACH);
  await Promise.all([ana.backOnline(), bo.backOnline()]);
  await sameOrder(ana, bo);
  await Promise.all([ana.page.reload(), bo.page.reload()]);
  await sameOrder(ana, bo);
  await Promise.all([ana.leave(), bo.leave()]);
});

test('a reload while half of what waits has been sent: all there in one order, none twice', async ({ browser }) => {
  const [ana, bo] = await pair(browser);
  await Promise.all([ana.wire.cut(), bo.wire.cut()]);
  for (const person of [ana, bo]) await expect(person.page.getByText('No connection.')).toBeVisible();
  await Promise.all([ana, bo].map(writeAll));
  // The tenth reaches the server, and its acknowledgement is lost with the page.
  let acknowledged = 0;
  ana.wire.toPage = (frame) => (frame.type === 'msg:ack' && ++acknowledged >= EACH / 2 ? { type: 'pong', time: 0 } : frame);
  await Promise.all([ana.backOnline(), bo.backOnline()]);
  await expect.poll(() => acknowledged).toBeGreaterThanOrEqual(EACH / 2);
  await ana.page.reload();
  await expect(waiting(ana)).not.toHaveCount(0);
  ana.wire.toPage = (frame) => frame;
  await ana.page.reload();
  await sameOrder(ana, bo);
  await Promise.all([ana.leave(), bo.leave()]);
});

type Browser = Parameters<typeof Person.arrive>[0];

/** Two who know each other, and on a window so high that every message is on the page. */
async function pair(browser: Browser): Promise<[Person, Person]> {
  const [ana, bo] = await Promise.all(['Ana', 'Bo'].map((name) => Person.arrive(browser, name, { tapped: true }))) as [Person, Person];
  await ana.add(bo);
  await bo.add(ana);
  for (const person of [ana, bo]) await person.page.setViewportSize({ width: 1280, height: 4_000 });
  return [ana, bo];
}

async function writeAll(person: Person): Promise<void> {
  for (let at = 1; at <= EACH; at++) await person.write(`${person.name} ${at}.`);
}

const waiting = ({ page }: Person) => page.getByRole('log').getByRole('img', { name: 'Waiting to be sent' });

const shown = ({ page }: Person) => page.getByRole('log').getByText(/^(Ana|Bo) \d+\.$/).allTextContents();

async function sameOrder(ana: Person, bo: Person): Promise<void> {
  for (const person of [ana, bo]) {
    await expect.poll(async () => (await shown(person)).length, { message: `what ${person.name} sees`, timeout: 40_000 }).toBe(2 * EACH);
    await expect(waiting(person)).toHaveCount(0);
  }
  const [onAnas, onBos] = await Promise.all([shown(ana), shown(bo)]);
  expect(onAnas).toEqual(onBos);
  expect(new Set(onAnas).size).toBe(2 * EACH);
  for (const { name } of [ana, bo]) {
    expect(onAnas.filter((each) => each.startsWith(name))).toEqual(Array.from({ length: EACH }, (_, at) => `${name} ${at + 1}.`));
  }
}
