import { expect, type Locator, test } from '@playwright/test';
import { Person } from './person';

interface TurnConfig {
  iceServers: { urls: string[]; credential?: string }[];
}

/** What the server gives out is not what its relay takes, for this person alone. */
async function withWrongPassword(person: Person): Promise<void> {
  await person.page.route('**/api/turn-config**', async (route) => {
    const config = (await (await route.fetch()).json()) as TurnConfig;
    for (const server of config.iceServers) if (server.credential !== undefined) server.credential = 'wrong';
    await route.fulfill({ json: config });
  });
}

/** What is said of a relay by this part of the page. */
const relayIn = (person: Person, part: string): Locator =>
  person.page.locator('section.card').filter({ has: person.page.getByRole('heading', { name: part }) }).getByRole('listitem').filter({ hasText: /turn:/ });

test('the connection doctor finds that all is well, by a message through the real relay', async ({ browser }) => {
  const ana = await Person.arrive(browser, 'Ana');
  await ana.page.goto('/#/settings/connection');
  await expect(relayIn(ana, 'Ways for calls, from this browser')).toContainText(/Works.*There and back through the relay: \d+ ms/s, { timeout: 30_000 });
  await expect(relayIn(ana, 'What the server found')).toContainText('Works');
  await expect(ana.page.getByRole('status').filter({ hasText: 'All is well' })).toBeVisible();
  await ana.picture('doctor');
  await ana.leave();
});

test('the connection doctor names a relay that refuses, and one that is not there', async ({ browser }) => {
  const ana = await Person.arrive(browser, 'Ana');
  await withWrongPassword(ana);
  await ana.page.goto('/#/settings/connection');
  const relay = relayIn(ana, 'Ways for calls, from this browser');
  await expect(relay).toContainText('It refuses the credentials that this browser was given (401).', { timeout: 30_000 });
  await expect(ana.page.getByRole('status').filter({ hasText: 'One thing does not work' })).toBeVisible();
  await ana.picture('doctor-refused');
  // Nothing listens at this port.
  await ana.page.unrouteAll();
  await ana.page.route('**/api/turn-config**', async (route) => {
    const config = (await (await route.fetch()).json()) as TurnConfig;
    for (const server of config.iceServers) server.urls = ['turn:127.0.0.1:9?transport=udp'];
    await route.fulfill({ json: config });
  });
  await ana.button('Run again').click();
  await expect(relay).toContainText('This browser does not get through to it.', { timeout: 30_000 });
  await ana.leave();
});

test('the device check hears the microphone, shows the camera and plays a sound', async ({ browser }) => {
  const ana = await Person.arrive(browser, 'Ana');
  await ana.page.goto('/#/settings/media');
  await expect(ana.page.getByText('Your microphone hears you.')).toBeVisible();
  const camera = ana.page.getByLabel('What your camera shows');
  await expect.poll(() => camera.evaluate((video: HTMLVideoElement) => video.videoWidth), { message: 'width of the picture' }).toBeGreaterThan(0);
  await ana.button('Play a sound').click();
  await expect(ana.page.getByText(/^Played\./)).toBeVisible();
  await ana.picture('media');
  await ana.leave();
});
