import { expect, test } from '@playwright/test';
import { Person } from './person';

/** What was changed on a page of the settings is stored: the next call goes by it. */
async function saved(person: Person): Promise<void> {
  await expect(person.page.getByText('Saving…')).toBeHidden();
  await expect(person.page.getByRole('alert')).toBeHidden();
}

test('do not disturb: a contact reads it, and nothing rings', async ({ browser }) => {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana'), Person.arrive(browser, 'Bo')]);
  await Promise.all([ana.add(bo), bo.add(ana)]);
  await bo.page.goto('/#/settings/quiet');
  await bo.page.getByRole('button', { name: 'For an hour' }).click();
  await expect(bo.button('Switch off')).toBeVisible();
  await saved(bo);
  await bo.picture('do-not-disturb');

  await ana.button('Call with voice').click();
  await expect(ana.page.getByRole('dialog', { name: 'Bo does not want to be disturbed now' })).toBeVisible();
  await ana.picture('is-not-disturbed');
  await bo.page.getByRole('link', { name: /^Calls/ }).click();
  await expect(bo.page.getByText('Missed in do not disturb')).toBeVisible();
  await expect(bo.page.getByRole('dialog')).toBeHidden();

  // From any list it is two steps to be reachable again, and the next call rings.
  await bo.page.getByRole('link', { name: /^Do not disturb until/ }).click();
  await bo.button('Switch off').click();
  await expect(bo.page.getByText('Off. Calls ring.').last()).toBeVisible();
  await saved(bo);
  await ana.page.getByRole('dialog').getByRole('button', { name: 'Call again' }).click();
  await expect(bo.button('Answer')).toBeVisible();
  await Promise.all([ana.leave(), bo.leave()]);
});

test('somebody unknown who must ask leaves a request; who adds them and calls back rings there', async ({ browser }) => {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana'), Person.arrive(browser, 'Bo')]);
  await bo.page.goto('/#/settings/reach');
  await bo.page.getByRole('radio', { name: 'My people; others may ask' }).check();
  await saved(bo);

  await ana.add(bo);
  await ana.button('Call with voice').click();
  await expect(ana.page.getByRole('dialog', { name: 'Bo will see that you want to call' })).toBeVisible();
  await ana.picture('has-asked');
  await ana.button('Close').click();

  await bo.page.getByRole('link', { name: /^Calls/ }).click();
  await expect(bo.page.getByRole('region', { name: /^Request to call from/ })).toBeVisible();
  await expect(bo.page.getByRole('dialog')).toBeHidden();
  await bo.picture('is-asked');
  await bo.button('Add to contacts and call back').click();
  await bo.page.getByLabel('Name for them').fill('Ana');
  await bo.button('Add and call').click();

  await expect(ana.page.getByRole('dialog', { name: 'Bo is calling' })).toBeVisible();
  await ana.button('Answer').click();
  await Promise.all([ana.talks(), bo.talks()]);
  await bo.button('Hang up').click();
  await expect(ana.page.getByRole('dialog', { name: 'Call ended' })).toBeVisible();

  // A contact by now: their next call rings.
  await ana.button('Close').click();
  await ana.button('Call with voice').click();
  await expect(bo.page.getByRole('dialog', { name: 'Ana is calling' })).toBeVisible();
  await Promise.all([ana.leave(), bo.leave()]);
});
