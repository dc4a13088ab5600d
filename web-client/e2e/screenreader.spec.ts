import { expect, type Page, test } from '@playwright/test';
import { Person } from './person';

/** A part of the accessibility tree, of what a screen reader gets to know. */
interface Node {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: { readonly value?: unknown };
  readonly name?: { readonly value?: unknown };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
  readonly childIds?: readonly string[];
}

interface Spoken {
  readonly role: string;
  readonly live: string;
  readonly text: string;
}

async function treeOf(page: Page): Promise<readonly Node[]> {
  const cdp = await page.context().newCDPSession(page);
  try {
    const { nodes } = await cdp.send('Accessibility.getFullAXTree');
    return nodes;
  } finally {
    await cdp.detach();
  }
}

const property = (node: Node, wanted: string): unknown => node.properties?.find(({ name }) => name === wanted)?.value.value;

/** The regions whose changes a screen reader speaks by itself, and what stands in them. */
async function liveRegions(page: Page): Promise<Spoken[]> {
  const nodes = await treeOf(page);
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const textOf = (node: Node): string =>
    node.role?.value === 'StaticText'
      ? String(node.name?.value)
      : (node.childIds ?? []).map((id) => textOf(byId.get(id) ?? { nodeId: '', ignored: true })).join(' ');
  return nodes
    .filter((node) => !node.ignored && ['polite', 'assertive'].includes(String(property(node, 'live'))))
    .filter((node) => property(node, 'root') === undefined || ['status', 'alert', 'log'].includes(String(node.role?.value)))
    .map((node) => ({ role: String(node.role?.value), live: String(property(node, 'live')), text: textOf(node).replace(/\s+/g, ' ').trim() }));
}

const spoken = (page: Page, words: string) => async (): Promise<Spoken[]> =>
  (await liveRegions(page)).filter(({ role, text }) => ['status', 'alert', 'log'].includes(role) && text.includes(words));

test('an incoming call is announced at once, and the focus is in its dialog, which has a name', async ({ browser }) => {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana'), Person.arrive(browser, 'Bo')]);
  await ana.add(bo);
  await bo.add(ana);
  expect(await spoken(bo.page, 'Ana is calling')()).toEqual([]);
  await ana.button('Call with voice').click();
  await expect
    .poll(spoken(bo.page, 'Ana is calling'), { message: 'live regions that say who calls' })
    .toContainEqual(expect.objectContaining({ live: 'assertive' }));
  const dialog = bo.page.getByRole('dialog', { name: /Ana is calling/ }).or(bo.page.getByRole('alertdialog', { name: /Ana is calling/ }));
  await expect(dialog).toBeVisible();
  await expect.poll(() => dialog.evaluate((element) => element.contains(document.activeElement)), { message: 'the focus is in the dialog' }).toBe(true);
  const focused = (await treeOf(bo.page)).filter((node) => property(node, 'focused') === true).map(({ role }) => role?.value);
  expect(focused.some((role) => role === 'dialog' || role === 'alertdialog' || role === 'button'), `focused: ${focused.join(', ')}`).toBe(true);
  await bo.button('Decline').click();
  await expect.poll(spoken(bo.page, 'Ana is calling'), { message: 'nothing says any more that somebody calls' }).toEqual([]);
  await expect.poll(spoken(ana.page, 'declined'), { message: 'the caller hears that it was declined' }).not.toEqual([]);
  await Promise.all([ana.leave(), bo.leave()]);
});

test('a new message is announced in the open conversation', async ({ browser }) => {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana'), Person.arrive(browser, 'Bo')]);
  await ana.add(bo);
  await bo.add(ana);
  await ana.write('Can you hear this?');
  await expect.poll(spoken(bo.page, 'Can you hear this?'), { message: 'live regions with the message' }).not.toEqual([]);
  await Promise.all([ana.leave(), bo.leave()]);
});

test('a new message is announced while another screen is open', async ({ browser }) => {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana'), Person.arrive(browser, 'Bo')]);
  await ana.add(bo);
  await bo.add(ana);
  await bo.page.getByRole('link', { name: 'Settings', exact: true }).click();
  await ana.write('And this?');
  await expect.poll(spoken(bo.page, 'Ana'), { message: 'live regions that say who wrote', timeout: 5_000 }).not.toEqual([]);
  await Promise.all([ana.leave(), bo.leave()]);
});

test('a reaction to one’s own message is announced', async ({ browser }) => {
  const [ana, bo] = await Promise.all([Person.arrive(browser, 'Ana'), Person.arrive(browser, 'Bo')]);
  await ana.add(bo);
  await bo.add(ana);
  await ana.write('We have strawberries');
  await bo.act('We have strawberries', 'React with 👍');
  await expect.poll(spoken(ana.page, 'reacted with 👍'), { message: 'live regions that say who reacted', timeout: 5_000 }).not.toEqual([]);
  await Promise.all([ana.leave(), bo.leave()]);
});
