import { expect, test } from '@playwright/test';
import { Person } from './person';

test('one tab at a time holds the connection, and a call rings in that one', async ({ browser }) => {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana'), Person.arrive(browser, 'Bo')]);
  await ana.add(bo);
  await bo.add(ana);
  const first = bo.page;
  const second = await bo.openTab();
  await expect(second.getByText('CallVault is open in another tab')).toBeVisible();
  await second.getByRole('button', { name: 'Use here' }).click();
  await bo.connected(second);
  await expect(first.getByText('CallVault is open in another tab')).toBeVisible();
  await ana.button('Call with voice').click();
  await expect(second.getByRole('button', { name: 'Answer' })).toBeVisible();
  await expect(first.getByRole('button', { name: 'Answer' })).toBeHidden();
  await second.getByRole('button', { name: 'Decline' }).click();
  await expect(ana.page.getByRole('dialog', { name: 'Bo declined' })).toBeVisible();
  await Promise.all([ana.leave(), bo.leave()]);
});

test('when the tab with the connection closes, the next one takes over', async ({ browser }) => {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana'), Person.arrive(browser, 'Bo')]);
  await ana.add(bo);
  await bo.add(ana);
  const second = await bo.openTab();
  await expect(second.getByText('CallVault is open in another tab')).toBeVisible();
  await bo.page.close();
  bo.page = second;
  await bo.connected();
  await ana.write('Still there?');
  await bo.openChat(ana);
  await expect(bo.message('Still there?')).toHaveCount(1);
  await Promise.all([ana.leave(), bo.leave()]);
});
