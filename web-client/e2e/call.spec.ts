import { type Browser, expect, test } from '@playwright/test';
import { Person } from './person';

async function two(browser: Browser, tapped = false): Promise<[Person, Person]> {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana'), Person.arrive(browser, 'Bo', { tapped })]);
  await Promise.all([ana.add(bo), bo.add(ana)]);
  return [ana, bo];
}

async function leave(...people: Person[]): Promise<void> {
  await Promise.all(people.map((person) => person.leave()));
}

test('a video call through the relay: both ring, see and hear each other, and both learn the end', async ({ browser }) => {
  const [ana, bo] = await two(browser);
  await ana.picture('conversation');
  await ana.button('Call with video').click();
  await expect(bo.page.getByRole('dialog', { name: 'Ana is calling with video' })).toBeVisible();
  await expect(bo.page.getByRole('status').filter({ hasText: 'Ana is calling with video' })).toBeAttached();
  await expect(ana.page.getByText('Ringing…')).toBeVisible();
  await Promise.all([ana.picture('calling'), bo.picture('incoming')]);
  await bo.button('Answer').click();
  await Promise.all([ana.talks(), bo.talks()]);
  for (const person of [ana, bo]) {
    await expect
      .poll(async () => (await person.media()).frames, { message: `video frames that ${person.name} decoded`, timeout: 30_000 })
      .toBeGreaterThanOrEqual(50);
    const { audioBytes, local, remote } = await person.media();
    expect(audioBytes, `audio bytes that ${person.name} received`).toBeGreaterThan(0);
    expect({ local, remote }).toEqual({ local: 'relay', remote: 'relay' });
    await person.picture(`in-call-${person.name}`);
  }
  await ana.button('Hang up').click();
  await expect(ana.page.getByRole('dialog', { name: 'Call ended' })).toBeVisible();
  await expect(bo.page.getByRole('dialog', { name: 'Call ended' })).toBeVisible();
  await bo.picture('ended');
  await leave(ana, bo);
});

test('before somebody answers nothing of theirs is sent, opened or reached', async ({ browser }) => {
  const [ana, bo] = await Promise.all(['Ana', 'Bo'].map((name) => Person.arrive(browser, name, { tapped: true }))) as [Person, Person];
  await Promise.all([ana.add(bo), bo.add(ana)]);
  await bo.page.evaluate(() => {
    const opened: unknown[] = [];
    Object.assign(globalThis, { opened });
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = (wanted) => {
      opened.push(wanted);
      return open(wanted);
    };
  });
  const madeByBo = () => bo.page.evaluate(() => {
    const { peers, opened } = globalThis as unknown as { peers: unknown[]; opened: unknown[] };
    return { connections: peers.length, devices: opened.length };
  });
  await ana.button('Call with voice').click();
  await expect(bo.button('Answer')).toBeVisible();
  // The caller has prepared everything: an empty list is the end of the candidates.
  const prepared = () => ana.wire.sent.filter(({ type, candidates }) => type === 'webrtc:ice' && Array.isArray(candidates) && candidates.length === 0);
  await expect.poll(() => prepared().length, { message: 'the end of the caller’s candidates' }).toBe(1);
  const signals = ({ wire }: Person) => [...wire.sent, ...wire.received].filter(({ type }) => type.startsWith('webrtc'));
  expect(signals(bo)).toEqual([]);
  expect(ana.wire.received.filter(({ type }) => type.startsWith('webrtc'))).toEqual([]);
  expect(await madeByBo()).toEqual({ connections: 0, devices: 0 });
  await bo.button('Answer').click();
  await Promise.all([ana.talks(), bo.talks()]);
  expect(await madeByBo()).toEqual({ connections: 1, devices: 1 });
  expect(signals(bo)).not.toEqual([]);
  await leave(ana, bo);
});

test('a voice call is heard on both sides, and muting is one press', async ({ browser }) => {
  const [ana, bo] = await two(browser);
  await bo.button('Call with voice').click();
  await ana.button('Answer').click();
  await Promise.all([ana.talks(), bo.talks()]);
  for (const person of [ana, bo]) {
    await expect.poll(async () => (await person.media()).audioBytes, { message: `audio bytes of ${person.name}` }).toBeGreaterThan(0);
  }
  await ana.button('Mute').click();
  await expect(ana.button('Mute')).toHaveAttribute('aria-pressed', 'true');
  await bo.button('Hang up').click();
  await expect(ana.page.getByRole('dialog', { name: 'Call ended' })).toBeVisible();
  await leave(ana, bo);
});

test('the caller reads "Ringing" only once the other’s page rings', async ({ browser }) => {
  const [ana, bo] = await two(browser, true);
  const ringing = bo.wire.hold('call:ringing');
  await ana.button('Call with voice').click();
  await expect(bo.button('Answer')).toBeVisible();
  await expect.poll(() => ringing.held.length).toBeGreaterThan(0);
  await expect(ana.page.getByText(/^(Calling…|They are away)/)).toBeVisible();
  await expect(ana.page.getByText('Ringing…')).toBeHidden();
  ringing.release();
  await expect(ana.page.getByText('Ringing…')).toBeVisible();
  await leave(ana, bo);
});

test('a call can be declined', async ({ browser }) => {
  const [ana, bo] = await two(browser);
  await ana.button('Call with video').click();
  await bo.button('Decline').click();
  await expect(bo.page.getByRole('dialog')).toBeHidden();
  await expect(ana.page.getByRole('dialog', { name: 'Bo declined' })).toBeVisible();
  await ana.picture('declined');
  await leave(ana, bo);
});

test('a call can be cancelled, and stops to ring', async ({ browser }) => {
  const [ana, bo] = await two(browser);
  await ana.button('Call with voice').click();
  await expect(bo.button('Answer')).toBeVisible();
  await ana.button('Hang up').click();
  await expect(bo.page.getByRole('dialog', { name: 'Ana hung up before you answered' })).toBeVisible();
  await expect(bo.button('Answer')).toBeHidden();
  await leave(ana, bo);
});

test('a page that is reloaded comes back into its call', async ({ browser }) => {
  const [ana, bo] = await two(browser);
  await ana.button('Call with video').click();
  await bo.button('Answer').click();
  await Promise.all([ana.talks(), bo.talks()]);
  await bo.page.reload();
  await bo.talks();
  for (const person of [ana, bo]) {
    await expect
      .poll(async () => (await person.media()).frames, { message: `video frames of ${person.name} after the reload` })
      .toBeGreaterThan(0);
  }
  await bo.button('Hang up').click();
  await expect(ana.page.getByRole('dialog', { name: 'Call ended' })).toBeVisible();
  await leave(ana, bo);
});

test('a page that opens while it rings rings too', async ({ browser }) => {
  const [ana, bo] = await two(browser);
  await bo.page.close();
  await ana.button('Call with voice').click();
  await expect(ana.page.getByText(/^(Calling…|They are away)/)).toBeVisible();
  bo.page = await bo.openTab();
  await expect(bo.button('Answer')).toBeVisible();
  await expect(ana.page.getByText('Ringing…')).toBeVisible();
  await leave(ana, bo);
});

test('two who call each other at the same moment are in one call', async ({ browser }) => {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana', { tapped: true }), Person.arrive(browser, 'Bo', { tapped: true })]);
  await Promise.all([ana.add(bo), bo.add(ana)]);
  const placed = [ana, bo].map((person) => person.wire.hold('call:init'));
  await Promise.all([ana.button('Call with video').click(), bo.button('Call with video').click()]);
  await expect.poll(() => placed.map(({ held }) => held.length)).toEqual([1, 1]);
  placed.forEach((each) => each.release());
  await Promise.all([ana.talks(), bo.talks()]);
  await ana.button('Hang up').click();
  for (const person of [ana, bo]) {
    await expect(person.page.getByRole('dialog', { name: 'Call ended' })).toBeVisible();
    await person.button('Close').click();
    await person.page.goto(`${person.page.url().split('#')[0]}#/calls`);
    await expect(person.page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  }
  await leave(ana, bo);
});
