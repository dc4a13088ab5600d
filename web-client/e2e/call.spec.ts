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
