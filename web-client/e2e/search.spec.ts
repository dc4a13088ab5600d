import { expect, type Page, test } from '@playwright/test';
import { Person } from './person';

const field = (page: Page) => page.getByRole('searchbox', { name: 'Search', exact: true });

test('a message of long ago is found, and the conversation opens at it', async ({ browser }) => {
  test.setTimeout(120_000);
  const [ana, first] = await pair(browser);
  await ana.write('The blue poppy wants frost');
  await expect(first.message('poppy')).toHaveCount(1);
  // More than a device reads that comes new: this one must fetch what it is led to. Nobody looks on: to draw takes longer than to send.
  for (const { page } of [ana, first]) await page.goto('/#/chats');
  await ana.writeMany(Array.from({ length: 220 }, (_, at) => `And another thing, the ${at}th`));
  await expect(first.page.getByRole('link', { name: /the 219th/ })).toBeVisible({ timeout: 60_000 });
  await first.openChat(ana);
  await expect(first.message('the 219th')).toHaveCount(1);
  const bo = await first.linkDevice(browser);
  await bo.page.goto('/#/chats');
  await field(bo.page).fill('POPPY');
  const hit = bo.page.getByRole('link', { name: /blue poppy/ });
  await expect(hit.locator('mark')).toHaveText('poppy');
  await bo.picture('search');
  await hit.click();
  const found = bo.message('The blue poppy wants frost');
  await expect(found).toBeInViewport();
  await expect(found.locator('.pointed')).toHaveCount(1);
  await expect(found.locator('.pointed')).toHaveCount(0);
  await expect(found).toBeInViewport();
  await bo.page.goBack();
  await expect(field(bo.page)).toHaveValue('POPPY');
  await Promise.all([ana.leave(), first.leave(), bo.leave()]);
});

test('an edited message is found by its new words only', async ({ browser }) => {
  const [ana, bo] = await pair(browser);
  await ana.write('See you on Thursday');
  await ana.act('See you on Thursday', 'Edit');
  await ana.page.getByLabel('Message', { exact: true }).fill('See you on Friday');
  await ana.button('Save').click();
  await expect(bo.message('See you on Friday')).toHaveCount(1);
  for (const { page } of [ana, bo]) {
    await page.goto('/#/chats');
    await field(page).fill('thursday');
    await expect(page.getByText('Nothing found')).toBeVisible();
    await field(page).fill('friday');
    await expect(page.locator('.hit mark')).toHaveText('Friday');
  }
  await Promise.all([ana.leave(), bo.leave()]);
});

test('within one conversation, by keyboard', async ({ browser }) => {
  const [ana, bo] = await pair(browser);
  await ana.write('The seeds are on the sill');
  await expect(bo.message('The seeds')).toHaveCount(1);
  await bo.page.getByRole('log').focus();
  await bo.page.keyboard.press('f');
  await expect(bo.page.getByRole('searchbox', { name: 'Search this conversation' })).toBeFocused();
  await bo.page.keyboard.type('seed');
  await expect(bo.page.locator('.hit mark')).toHaveText('seeds');
  await bo.page.keyboard.press('ArrowDown');
  await bo.page.keyboard.press('Enter');
  await expect(bo.message('The seeds').locator('.pointed')).toHaveCount(1);
  await Promise.all([ana.leave(), bo.leave()]);
});

test('without a connection what is on this device is found', async ({ browser }) => {
  const [ana, bo] = await pair(browser);
  await ana.write('The seeds are on the sill');
  await expect(bo.message('The seeds')).toHaveCount(1);
  await bo.page.goto('/#/chats');
  await bo.page.route('**/api/search*', (route) => route.abort());
  await field(bo.page).fill('seeds');
  await expect(bo.page.getByText('Search needs a connection.')).toBeVisible();
  await expect(bo.page.locator('.hit mark')).toHaveText('seeds');
  await Promise.all([ana.leave(), bo.leave()]);
});

type Browser = Parameters<typeof Person.arrive>[0];

/** Two who know each other, in their conversation. */
async function pair(browser: Browser): Promise<[Person, Person]> {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana'), Person.arrive(browser, 'Bo')]);
  await ana.add(bo);
  await bo.add(ana);
  return [ana, bo];
}
