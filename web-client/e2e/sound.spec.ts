import { expect, test } from '@playwright/test';
import { Person } from './person';

test('who has just made their key has touched the page, and is not asked to touch it so that calls are heard', async ({ browser }) => {
  const ana = await Person.arrive(browser, 'Ana');
  await ana.page.goto('/#/chats');
  await expect(ana.page.getByRole('heading', { name: 'Chats' })).toBeVisible();
  await expect(ana.page.getByText('Touch the page once')).toBeHidden();
  await ana.leave();
});
