import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Nats } from './nats';
import { origin, Person, relaysAt } from './person';
import { startRelay, turnSecret } from './relay';

async function call(from: Person, to: Person): Promise<void> {
  await from.button('Call with voice').click();
  await to.button('Answer').click();
  await Promise.all([from, to].map((person) => person.talks()));
  await Promise.all([from, to].map((person) => person.hears()));
}

async function hangUp(from: Person, to: Person): Promise<void> {
  await from.button('Hang up').click();
  for (const person of [from, to]) {
    await expect(person.page.getByRole('dialog', { name: 'Call ended' })).toBeVisible();
    await person.button('Close').click();
  }
}

test('a stranger is talked to through the relay, and somebody one knows directly', async ({ browser }) => {
  const [ana, bo] = await Promise.all(['Ana', 'Bo'].map((name) => Person.arrive(browser, name, { open: true, tapped: true }))) as [Person, Person];
  await ana.add(bo);
  await call(ana, bo);
  expect(await bo.media()).toMatchObject({ local: 'relay' });
  expect(candidateTypes(ana)).toEqual(['relay']);
  await hangUp(ana, bo);

  await bo.add(ana);
  await call(ana, bo);
  for (const person of [ana, bo]) {
    const { local, remote } = await person.media();
    expect([local, remote], `the path of ${person.name}`).not.toContain('relay');
    expect(local).toMatch(/^(host|srflx|prflx)$/);
  }
  await Promise.all([ana.leave(), bo.leave()]);
});

/** What kinds of addresses the other has told them. */
function candidateTypes({ wire }: Person): string[] {
  const batches = wire.received.filter(({ type }) => type === 'webrtc:ice');
  const candidates = batches.flatMap((frame) => frame.candidates as { candidate: string }[]);
  return [...new Set(candidates.map(({ candidate }) => / typ (\w+)/.exec(candidate)?.[1] ?? candidate))];
}

test('two hosts behind two NATs talk directly where those allow it, and through the relay where not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'callvault-nats-'));
  const nats = new Nats(folder);
  try {
    nats.build();
    await nats.serve(origin());
    const relay = await startRelay(folder, turnSecret(), nats.relay);
    try {
      const relays = relaysAt(relay.url);
      const [ana, bo] = await Promise.all(
        ['Ana', 'Bo'].map(async (name, i) => Person.arrive(await nats.browserAt(i), name, { open: true, relays })),
      ) as [Person, Person];
      await Promise.all([ana.add(bo), bo.add(ana)]);
      await call(ana, bo);
      for (const person of [ana, bo]) {
        const { local, remote } = await person.media();
        expect([local, remote], `the path of ${person.name}`).not.toContain('relay');
      }
      await hangUp(ana, bo);

      nats.become('symmetric');
      await call(ana, bo);
      for (const person of [ana, bo]) {
        const { local, remote } = await person.media();
        expect([local, remote], `the path of ${person.name}`).toContain('relay');
      }
      await Promise.all([ana, bo].map((person) => person.hears()));
    } finally {
      await relay.stop();
    }
  } finally {
    await nats.remove();
    rmSync(folder, { recursive: true, force: true });
  }
});
