import { expect, test } from '@playwright/test';
import { Person } from './person';

test('who deletes their account is gone from the other’s page, from their own devices, and for good', async ({ browser }) => {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana'), Person.arrive(browser, 'Bo')]);
  const phone = await ana.linkDevice(browser);
  await Promise.all([ana.add(bo), bo.add(ana)]);
  await ana.write('What I would rather not have said');
  await expect(bo.message('What I would rather not have said')).toHaveCount(1);
  await bo.write('Too late');
  await expect(ana.message('Too late')).toHaveCount(1);

  await phone.page.goto('/#/settings/delete');
  await expect(phone.page.getByText(/^Only a device that holds your key/)).toBeVisible();
  await ana.keepAside();
  await ana.page.goto('/#/settings/delete');
  await ana.button('Delete account…').click();
  await ana.page.getByRole('checkbox', { name: 'I know that nobody can bring it back' }).check();
  await ana.picture('delete-account');
  await ana.button('Delete for good').click();

  await expect(ana.page.getByText('Your account is deleted, and nothing of it is left in this browser.')).toBeVisible();
  await expect(phone.page.getByText('Your account was deleted, so everything of it was erased in this browser too.')).toBeVisible();
  await expect(bo.page.getByText(/has deleted their account\. You cannot write/)).toBeVisible();
  await expect(bo.page.getByLabel('Message', { exact: true })).toHaveCount(0);
  await expect(bo.message('What I would rather not have said')).toHaveCount(0);
  await expect(bo.message('Too late')).toHaveCount(1);
  await bo.picture('has-left');
  await bo.page.reload();
  await expect(bo.message('This message was taken back')).toHaveCount(1);

  // A copy of the key from before is of no use: the page erases it again.
  await ana.bringBack();
  await ana.page.reload();
  await expect(ana.page.getByText('Your account was deleted, so everything of it was erased in this browser too.')).toBeVisible();
  await Promise.all([ana.leave(), phone.leave(), bo.leave()]);
});
