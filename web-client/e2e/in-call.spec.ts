import { type Browser, expect, test } from '@playwright/test';
import { Person } from './person';

async function two(browser: Browser): Promise<[Person, Person]> {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana'), Person.arrive(browser, 'Bo')]);
  await Promise.all([ana.add(bo), bo.add(ana)]);
  return [ana, bo];
}

async function leave(...people: Person[]): Promise<void> {
  await Promise.all(people.map((person) => person.leave()));
}

test('a call can be made small, and comes back where it was', async ({ browser }) => {
  const [ana, bo] = await two(browser);
  const before = ana.page.url();
  await ana.button('Call with video').click();
  await bo.button('Answer').click();
  await Promise.all([ana.talks(), bo.talks()]);
  await expect(ana.page).toHaveURL(/#\/call\//);
  await expect(ana.page.getByText('Relay', { exact: true })).toBeVisible();
  await expect(ana.page.getByText('Good connection')).toBeVisible();
  await ana.button('Minimise').click();
  await expect(ana.page).toHaveURL(before);
  await expect(ana.page.getByRole('region', { name: 'Call with Bo' })).toBeVisible();
  await ana.talks();
  await ana.picture('minimised');
  await ana.write('Still here');
  await expect(ana.message('Still here')).toBeVisible();
  await ana.button('Back to the call').click();
  await expect(ana.page.getByRole('dialog', { name: 'Call with Bo' })).toBeVisible();
  await ana.talks();
  await ana.button('Hang up').click();
  await ana.button('Close').click();
  await expect(ana.page).toHaveURL(before);
  await leave(ana, bo);
});

test('one mutes by key, and the other reads it', async ({ browser }) => {
  const [ana, bo] = await two(browser);
  await ana.button('Call with voice').click();
  await bo.button('Answer').click();
  await Promise.all([ana.talks(), bo.talks()]);
  await ana.page.keyboard.press('m');
  await expect(ana.button('Mute')).toHaveAttribute('aria-pressed', 'true');
  await expect(bo.page.getByText('Ana muted')).toBeVisible();
  await ana.page.keyboard.press('m');
  await expect(ana.button('Mute')).toHaveAttribute('aria-pressed', 'false');
  await expect(bo.page.getByText('Ana muted')).toBeHidden();
  await ana.page.keyboard.press('Escape');
  await expect(ana.page.getByRole('region', { name: 'Call with Bo' })).toBeVisible();
  await leave(ana, bo);
});

test('a ring can be made quiet, and the call is still there', async ({ browser }) => {
  const [ana, bo] = await two(browser);
  await ana.button('Call with voice').click();
  await bo.button('Silence').click();
  await expect(bo.page.getByText('Quiet here.')).toBeVisible();
  await expect(ana.page.getByText('Ringing…')).toBeVisible();
  await bo.button('Answer').click();
  await Promise.all([ana.talks(), bo.talks()]);
  await leave(ana, bo);
});

test('a missed call is in the list, and leads back to them', async ({ browser }) => {
  const [ana, bo] = await two(browser);
  await ana.button('Call with voice').click();
  await expect(bo.button('Answer')).toBeVisible();
  await ana.button('Hang up').click();
  await bo.button('Close').click();
  await expect(bo.page.getByText('1 missed call')).toBeAttached();
  await bo.page.goto('/#/calls');
  await expect(bo.page.getByText('Missed', { exact: true })).toBeVisible();
  await expect(bo.page.getByText('1 missed call')).toBeHidden();
  await bo.picture('calls');
  await bo.button('Call Ana with voice').click();
  await ana.button('Answer').click();
  await Promise.all([ana.talks(), bo.talks()]);
  await bo.button('Hang up').click();
  await bo.button('Close').click();
  await expect(bo.page.getByText('Outgoing')).toBeVisible();
  await leave(ana, bo);
});

test('whoever was not there finds the call in the conversation, and calls back from it', async ({ browser }) => {
  const [ana, bo] = await two(browser);
  await bo.page.goto('/#/calls');
  await ana.button('Call with video').click();
  await expect(bo.button('Answer')).toBeVisible();
  await ana.button('Hang up').click();
  await bo.button('Close').click();
  await bo.page.getByRole('link', { name: 'Chats' }).click();
  const conversation = bo.page.getByRole('link', { name: /Ana/ });
  await expect(conversation).toContainText('Missed video call');
  await expect(conversation).toContainText('1 unread');
  await expect(ana.message('No answer')).toBeVisible();
  await conversation.click();
  await bo.message('Missed video call').getByRole('button', { name: 'Call back' }).click();
  await ana.button('Answer').click();
  await Promise.all([ana.talks(), bo.talks()]);
  await bo.button('Hang up').click();
  await expect(bo.message('Missed video call')).toHaveCount(1);
  await leave(ana, bo);
});
