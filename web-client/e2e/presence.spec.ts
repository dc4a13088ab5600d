import { expect, test } from '@playwright/test';
import { Person } from './person';

const isOnline = ({ page }: Person) => page.getByRole('status').filter({ hasText: /^Online$/ });

/** Opens the conversation, which asks. */
async function look(person: Person, other: Person): Promise<void> {
  await person.page.goto('/#/chats');
  const answer = person.page.waitForResponse(/\/api\/presence\//);
  await person.openChat(other);
  expect((await answer).ok()).toBe(true);
}

async function switchOff(person: Person, name: string): Promise<void> {
  await person.page.goto('/#/settings/privacy');
  const stored = person.page.waitForResponse((response) => response.request().method() === 'PUT' && response.url().endsWith('/api/policy'));
  await person.page.getByRole('switch', { name }).click();
  expect((await stored).ok()).toBe(true);
}

test('a contact is seen to be online until they show it no more, and reads without the other being told', async ({ browser }) => {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana'), Person.arrive(browser, 'Bo')]);
  await ana.add(bo);
  await bo.add(ana);
  await bo.write('Good morning');
  await expect(ana.message('Good morning')).toHaveCount(1);
  await expect(bo.message('Good morning').getByRole('img', { name: 'Read' })).toBeVisible();
  await look(bo, ana);
  await expect(isOnline(bo)).toBeAttached();
  await bo.picture('online');

  await switchOff(ana, 'Show when I am online');
  await look(bo, ana);
  await expect(isOnline(bo)).toHaveCount(0);

  const other = await ana.linkDevice(browser);
  await other.page.goto('/#/chats');
  await switchOff(ana, 'Show what I have read');
  await ana.picture('privacy');
  await bo.write('Are you there?');
  const row = other.page.getByRole('link', { name: /Are you there/ });
  await expect(row).toContainText('1 unread');
  await ana.openChat(bo);
  await expect(row).not.toContainText('unread');
  await expect(bo.message('Are you there?').getByRole('img', { name: 'Delivered' })).toBeVisible();
  await Promise.all([ana.leave(), bo.leave(), other.leave()]);
});
