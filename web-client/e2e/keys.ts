import { expect, type Locator, type Page } from '@playwright/test';

/** More controls than any screen has: whoever needs as many does not get there. */
const MOST_STEPS = 80;

/** Goes to this control with the Tab key, and sees there that it has the focus. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  const passed: string[] = [];
  for (let step = 0; step < MOST_STEPS; step++) {
    if (await control.evaluate((element) => element === document.activeElement)) {
      expect(await control.evaluate((element) => element.matches(':focus-visible')), `the focus is to be seen on ${control.toString()}`).toBe(true);
      return;
    }
    await page.keyboard.press('Tab');
    passed.push(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent.slice(0, 30) ?? '?'));
  }
  throw new Error(`Tab does not lead to ${control.toString()}. It went to: ${passed.join(' → ')}`);
}

export async function press(page: Page, control: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press(key);
}

export async function type(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}
