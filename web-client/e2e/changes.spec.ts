import { expect, test } from '@playwright/test';
import { Person } from './person';

const TAKEN_BACK = 'This message was taken back';

test('an edit shows on both sides, in the list, and after a reload', async ({ browser }) => {
  const [ana, bo] = await pair(browser);
  await ana.write('See you at sevn');
  await expect(bo.message('See you at sevn')).toHaveCount(1);
  await ana.act('See you at sevn', 'Edit');
  const field = ana.page.getByLabel('Message', { exact: true });
  await expect(field).toHaveValue('See you at sevn');
  await field.fill('See you at seven');
  await ana.button('Save').click();
  for (const person of [ana, bo]) {
    await expect(person.message('See you at seven')).toContainText('edited');
    await expect(person.message('See you at sevn').filter({ hasNotText: 'seven' })).toHaveCount(0);
    await expect(person.page.getByRole('link', { name: /See you at seven/ })).toBeVisible();
  }
  await expect(ana.message('See you at seven').getByRole('img', { name: /Sent|Delivered|Read/ })).toBeVisible();
  await expect(field).toHaveValue('');
  await bo.page.reload();
  await expect(bo.message('See you at seven')).toContainText('edited');
  await Promise.all([ana.picture('edited'), bo.leave()]);
  await ana.leave();
});

test('what is taken back is gone on both sides, also from an answer', async ({ browser }) => {
  const [ana, bo] = await pair(browser);
  await ana.write('Meant for somebody else');
  await bo.act('Meant for somebody else', 'Reply');
  await expect(bo.page.getByText(/Reply to .?Ana/)).toBeVisible();
  await bo.write('Was this for me?');
  await expect(ana.message('Was this for me?').getByRole('button', { name: /Meant for somebody else/ })).toBeVisible();
  await ana.act('Meant for somebody else', 'Delete for everyone');
  await ana.page.getByRole('dialog').getByRole('button', { name: 'Delete for everyone' }).click();
  for (const person of [ana, bo]) {
    await expect(person.page.getByText('Meant for somebody else')).toHaveCount(0);
    await expect(person.message(TAKEN_BACK)).toHaveCount(2);
    await expect(person.message('Was this for me?').getByRole('button', { name: new RegExp(TAKEN_BACK) })).toBeVisible();
  }
  await bo.page.reload();
  await expect(bo.message('Was this for me?')).toHaveCount(1);
  await expect(bo.page.getByText('Meant for somebody else')).toHaveCount(0);
  await Promise.all([ana.leave(), bo.leave()]);
});

test('a reaction shows on both sides, is told in the list and not counted, and can be taken back', async ({ browser }) => {
  const [ana, bo] = await pair(browser);
  await ana.write('We have strawberries');
  await ana.page.getByRole('link', { name: 'People', exact: true }).click();
  await bo.act('We have strawberries', 'React with 👍');
  const own = bo.message('We have strawberries').getByRole('button', { name: /Your reaction 👍/ });
  await expect(own).toBeVisible();
  await ana.page.getByRole('link', { name: 'Chats' }).click();
  const row = ana.page.getByRole('link', { name: /Bo/ }).filter({ hasText: 'Reacted with 👍 to your message' });
  await expect(row).toBeVisible();
  await expect(row).not.toContainText('unread');
  await row.click();
  const theirs = ana.message('We have strawberries').getByRole('img', { name: /Bo.* reacted with 👍/ });
  await expect(theirs).toBeVisible();
  await ana.act('We have strawberries', 'React with ❤️');
  await expect(bo.message('We have strawberries').getByRole('img', { name: /Ana.* reacted with ❤️/ })).toBeVisible();
  await bo.act('We have strawberries', 'More emoji');
  await bo.page.getByRole('dialog', { name: 'Emoji' }).getByRole('button', { name: '🎉' }).click();
  await expect(ana.message('We have strawberries').getByRole('img', { name: /reacted with 🎉/ })).toBeVisible();
  await expect(theirs).toHaveCount(0);
  await bo.message('We have strawberries').getByRole('button', { name: /Your reaction 🎉/ }).click();
  await expect(ana.message('We have strawberries').getByRole('img', { name: /reacted with/ })).toHaveCount(0);
  await Promise.all([ana.picture('reactions'), bo.leave()]);
  await ana.leave();
});

test('an answer leads to what it answers', async ({ browser }) => {
  const [ana, bo] = await pair(browser);
  await ana.write('The very first question');
  for (let at = 0; at < 30; at++) await ana.write(`And ${at}`);
  await expect(bo.message('And 29')).toHaveCount(1);
  await bo.page.getByRole('log').hover();
  await expect(async () => {
    await bo.page.mouse.wheel(0, -2_000);
    await expect(bo.message('The very first question')).toBeInViewport({ timeout: 500 });
  }).toPass();
  await bo.act('The very first question', 'Reply');
  await bo.write('The very first answer');
  const quote = ana.message('The very first answer').getByRole('button', { name: /The very first question/ });
  await expect(ana.page.getByText('The very first question').first()).not.toBeInViewport();
  await quote.click();
  await expect(ana.message('The very first question').first()).toBeInViewport();
  await Promise.all([ana.leave(), bo.leave()]);
});

test('by keyboard: the arrow edits the last one, Escape leaves it as it was, the menu answers', async ({ browser }) => {
  const [ana, bo] = await pair(browser);
  const { page } = ana;
  const field = page.getByLabel('Message', { exact: true });
  await ana.write('Frist');
  await expect(bo.message('Frist')).toHaveCount(1);
  await field.press('ArrowUp');
  await expect(field).toHaveValue('Frist');
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue('');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('First');
  await page.keyboard.press('Enter');
  await expect(bo.message('First')).toContainText('edited');
  await ana.message('First').getByRole('button', { name: 'What to do with this message' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'React with 👍' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(bo.message('First').getByRole('img', { name: /reacted with ❤️/ })).toBeVisible();
  await Promise.all([ana.leave(), bo.leave()]);
});

test('a change without a connection shows at once, waits, and arrives', async ({ browser }) => {
  const [ana, bo] = await pair(browser, { tapped: true });
  await ana.write('At six');
  await expect(bo.message('At six')).toHaveCount(1);
  await ana.wire.cut();
  await expect(ana.page.getByText('No connection.')).toBeVisible();
  await ana.act('At six', 'Edit');
  await ana.page.getByLabel('Message', { exact: true }).fill('At seven');
  await ana.button('Save').click();
  await expect(ana.message('At seven').getByRole('img', { name: 'Waiting to be sent' })).toBeVisible();
  await ana.write('Never sent');
  await ana.act('Never sent', 'Edit');
  await ana.page.getByLabel('Message', { exact: true }).fill('Sent in better words');
  await ana.button('Save').click();
  await ana.write('Thought better of it');
  await ana.act('Thought better of it', 'Remove');
  await ana.page.reload();
  await expect(ana.message('At seven').getByRole('img', { name: 'Waiting to be sent' })).toBeVisible();
  await ana.backOnline();
  await expect(bo.message('At seven')).toContainText('edited');
  await expect(bo.message('Sent in better words')).not.toContainText('edited');
  await expect(ana.message('Sent in better words').getByRole('img', { name: /Sent|Delivered|Read/ })).toBeVisible();
  for (const text of ['Never sent', 'Thought better of it']) await expect(bo.message(text)).toHaveCount(0);
  await Promise.all([ana.leave(), bo.leave()]);
});

test('both devices of one person show the same, whichever of them made it', async ({ browser }) => {
  const [ana, bo] = await pair(browser);
  await ana.write('Before the second device');
  await ana.act('Before the second device', 'Edit');
  await ana.page.getByLabel('Message', { exact: true }).fill('Before the other device');
  await ana.button('Save').click();
  await bo.act('Before the other device', 'React with 🙏');
  await expect(ana.message('Before the other device').getByRole('img', { name: /reacted with 🙏/ })).toBeVisible();

  const other = await ana.linkDevice(browser);
  await other.openChat(bo);
  await ana.openChat(bo);
  await expect(other.message('Before the other device')).toContainText('edited');
  await expect(other.message('Before the other device').getByRole('img', { name: /reacted with 🙏/ })).toBeVisible();

  await other.write('Written on the other');
  await ana.act('Written on the other', 'Edit');
  await ana.page.getByLabel('Message', { exact: true }).fill('Written there, changed here');
  await ana.button('Save').click();
  await other.act('Before the other device', 'React with 😂');
  await ana.write('A third one');
  await other.act('A third one', 'Delete for everyone');
  await other.page.getByRole('dialog').getByRole('button', { name: 'Delete for everyone' }).click();
  for (const device of [ana, other]) {
    await expect(device.message('Written there, changed here')).toContainText('edited');
    await expect(device.message('Before the other device').getByRole('button', { name: /Your reaction 😂/ })).toBeVisible();
    await expect(device.message(TAKEN_BACK)).toHaveCount(1);
    await expect(device.page.getByText('A third one')).toHaveCount(0);
  }
  await Promise.all([ana.leave(), other.leave(), bo.leave()]);
});

type Browser = Parameters<typeof Person.arrive>[0];

/** Two who know each other, in their conversation. */
async function pair(browser: Browser, ofAna: { tapped?: boolean } = {}): Promise<[Person, Person]> {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana', ofAna), Person.arrive(browser, 'Bo')]);
  await ana.add(bo);
  await bo.add(ana);
  return [ana, bo];
}
