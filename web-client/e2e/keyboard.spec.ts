import { expect, test } from '@playwright/test';
import { press, type } from './keys';
import { Person } from './person';

test('by keyboard alone: adding a person, writing, calling, muting, hanging up', async ({ browser }) => {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana'), Person.arrive(browser, 'Bo')]);
  await bo.add(ana);
  const { page } = ana;
  await page.goto('/');
  await ana.connected();

  await press(page, page.getByRole('link', { name: 'People', exact: true }));
  await press(page, page.getByRole('link', { name: 'Add person' }).or(page.getByRole('button', { name: 'Add person' })).first());
  await type(page, page.getByLabel('Address', { exact: true }), bo.link);
  await type(page, page.getByLabel('Name for them'), 'Bo');
  await press(page, ana.button('Add person'));

  await type(page, page.getByLabel('Message', { exact: true }), 'Written without a mouse');
  await page.keyboard.press('Enter');
  await expect(bo.message('Written without a mouse')).toHaveCount(1);
  await type(page, page.getByLabel('Message', { exact: true }), 'Sent by the button');
  await press(page, ana.button('Send'), 'Space');
  await expect(bo.message('Sent by the button')).toHaveCount(1);

  await press(page, ana.button('Call with voice'));
  await press(bo.page, bo.button('Answer'));
  await Promise.all([ana.talks(), bo.talks()]);
  await press(page, ana.button('Mute'), 'Space');
  await expect(ana.button('Mute')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Space');
  await expect(ana.button('Mute')).toHaveAttribute('aria-pressed', 'false');
  await press(page, ana.button('Hang up'));
  for (const person of [ana, bo]) await expect(person.page.getByRole('timer')).toBeHidden();
  await Promise.all([ana.leave(), bo.leave()]);
});

test('by keyboard alone: arriving, and declining a call', async ({ browser }) => {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana', { byKeyboard: true }), Person.arrive(browser, 'Bo')]);
  await bo.add(ana);
  await bo.button('Call with voice').click();
  await press(ana.page, ana.button('Decline'));
  await expect(ana.button('Answer')).toBeHidden();
  await expect(bo.button('Hang up')).toBeHidden();
  await Promise.all([ana.leave(), bo.leave()]);
});
