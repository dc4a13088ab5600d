import { expect, type Page, test } from '@playwright/test';
import { Person } from './person';

const row = (page: Page, name: string) => page.getByRole('link', { name: new RegExp(name) });

/** Does with the conversation in the list what its menu offers under this name. */
async function choose({ page }: Person, name: string, deed: string): Promise<void> {
  await row(page, name).click({ button: 'right' });
  await page.getByRole('menuitem', { name: deed, exact: true }).click();
}

test('muting and archiving follow to a second device, and something new brings an archived one back', async ({ browser }) => {
  const [ana, bo] = await pair(browser);
  await ana.write('Good morning');
  await expect(bo.message('Good morning')).toHaveCount(1);
  const other = await bo.linkDevice(browser);
  await bo.page.goto('/#/chats');
  await other.page.goto('/#/chats');
  await choose(bo, 'Good morning', 'Mute for 8 hours');
  for (const { page } of [bo, other]) await expect(row(page, 'Good morning')).toContainText('Muted');
  await ana.write('Are you there?');
  await expect(row(other.page, 'Are you there')).toContainText('1 unread');
  await expect(other.page).toHaveTitle(/^Chats/);
  await choose(other, 'Are you there', 'Unmute');
  await expect(other.page).toHaveTitle(/^\(1\) Chats/);
  await expect(row(bo.page, 'Are you there')).not.toContainText('Muted');

  await choose(bo, 'Are you there', 'Archive');
  for (const { page } of [bo, other]) {
    await expect(row(page, 'Are you there')).toHaveCount(0);
    await page.getByRole('link', { name: /Archived/ }).click();
    await expect(row(page, 'Are you there')).toBeVisible();
    await page.getByRole('link', { name: 'Chats', exact: false }).first().click();
  }
  await ana.write('Now it is urgent');
  for (const { page } of [bo, other]) await expect(row(page, 'Now it is urgent')).toBeVisible();
  await Promise.all([ana.leave(), bo.leave(), other.leave()]);
});

test('a deleted conversation is gone on both devices, stays with the other, and comes back with a new message', async ({ browser }) => {
  const [ana, bo] = await pair(browser);
  await ana.write('To be forgotten');
  await expect(bo.message('To be forgotten')).toHaveCount(1);
  const other = await bo.linkDevice(browser);
  await bo.page.goto('/#/chats');
  await other.page.goto('/#/chats');
  await expect(row(other.page, 'To be forgotten')).toBeVisible();
  await choose(bo, 'To be forgotten', 'Delete for me');
  const dialog = bo.page.getByRole('dialog');
  await expect(dialog).toContainText('keeps theirs');
  await dialog.getByRole('button', { name: 'Delete for me' }).click();
  for (const { page } of [bo, other]) await expect(page.getByText('To be forgotten')).toHaveCount(0);
  await expect(ana.message('To be forgotten')).toHaveCount(1);
  await ana.write('Begun anew');
  for (const { page } of [bo, other]) {
    await row(page, 'Begun anew').click();
    await expect(page.getByRole('log')).toContainText('Begun anew');
    await expect(page.getByText('To be forgotten')).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole('log')).toContainText('Begun anew');
    await expect(page.getByText('To be forgotten')).toHaveCount(0);
  }
  await Promise.all([ana.leave(), bo.leave(), other.leave()]);
});

type Browser = Parameters<typeof Person.arrive>[0];

/** Two who know each other, in their conversation. */
async function pair(browser: Browser): Promise<[Person, Person]> {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana'), Person.arrive(browser, 'Bo')]);
  await ana.add(bo);
  await bo.add(ana);
  return [ana, bo];
}
