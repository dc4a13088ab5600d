import { expect, test } from '@playwright/test';
import { Person } from './person';

test('a message each way', async ({ browser }) => {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana'), Person.arrive(browser, 'Bo')]);
  await ana.add(bo);
  await bo.add(ana);
  await ana.write('Are you there?');
  await expect(bo.message('Are you there?')).toHaveCount(1);
  await bo.write('Yes, I am.');
  await expect(ana.message('Yes, I am.')).toHaveCount(1);
  await expect(ana.message('Are you there?').getByRole('img', { name: /Sent|Delivered|Read/ })).toBeVisible();
  await Promise.all([ana.picture('chat'), bo.picture('chat-other')]);
  await Promise.all([ana.leave(), bo.leave()]);
});

test('what is written to a closed tab is there when it opens, exactly once', async ({ browser }) => {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana'), Person.arrive(browser, 'Bo')]);
  await ana.add(bo);
  await bo.add(ana);
  await ana.write('Before');
  await expect(bo.message('Before')).toHaveCount(1);
  await bo.page.close();
  await ana.write('While you were away');
  await ana.write('And another');
  await expect(ana.message('And another').getByRole('img', { name: 'Sent' })).toBeVisible();
  bo.page = await bo.openTab();
  await bo.openChat(ana);
  await expect(bo.message('And another')).toHaveCount(1);
  await expect(bo.page.getByRole('log').getByText(/^(Before|While you were away|And another)$/)).toHaveText([
    'Before', 'While you were away', 'And another',
  ]);
  await Promise.all([ana.leave(), bo.leave()]);
});

test('what is written without a connection survives a reload, and arrives exactly once', async ({ browser }) => {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana', { tapped: true }), Person.arrive(browser, 'Bo')]);
  await ana.add(bo);
  await bo.add(ana);
  await ana.wire.cut();
  await expect(ana.page.getByText('No connection.')).toBeVisible();
  await ana.write('Written in a tunnel');
  await expect(ana.message('Written in a tunnel').getByRole('img', { name: 'Waiting to be sent' })).toBeVisible();
  await ana.picture('offline');
  await ana.page.reload();
  await expect(ana.message('Written in a tunnel').getByRole('img', { name: 'Waiting to be sent' })).toBeVisible();
  await ana.backOnline();
  await expect(ana.message('Written in a tunnel').getByRole('img', { name: /Sent|Delivered|Read/ })).toBeVisible();
  await expect(bo.message('Written in a tunnel')).toHaveCount(1);
  await bo.page.reload();
  await expect(bo.message('Written in a tunnel')).toHaveCount(1);
  await Promise.all([ana.leave(), bo.leave()]);
});

test('what is written while the network is off arrives once it is back', async ({ browser }) => {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana'), Person.arrive(browser, 'Bo')]);
  await ana.add(bo);
  await bo.add(ana);
  await ana.context.setOffline(true);
  await ana.write('Written on a train');
  await expect(ana.message('Written on a train').getByRole('img', { name: 'Waiting to be sent' })).toBeVisible();
  await ana.context.setOffline(false);
  await expect(bo.message('Written on a train')).toHaveCount(1);
  await expect(ana.message('Written on a train')).toHaveCount(1);
  await Promise.all([ana.leave(), bo.leave()]);
});
