import { callButton } from '../support/customers';
import { dialled } from '../support/dialler';
import { Keyboard } from '../support/keyboard';
import { hydrated } from '../support/page';
import { expect, test as base } from '../support/test';

/** What only a script does for somebody without a mouse: nothing in this file points or clicks. */
const test = base.extend<{ keyboard: Keyboard }>({
  keyboard: async ({ page, isMobile }, use) => {
    base.skip(isMobile, 'a phone has no keys');
    await use(new Keyboard(page));
  },
});

test('the dialog takes the focus, keeps it, and gives it back', async ({ page, keyboard, guard }) => {
  guard.expect(/status of 422/);
  await keyboard.register();
  await keyboard.saveCustomer('Ada Abara', '212 555 0170');
  await keyboard.follow(keyboard.button(/^Mark do not call/));
  const opener = keyboard.button('Remove do not call');
  const dialog = page.getByRole('dialog', { name: 'Remove do not call', exact: true });
  // What is in it goes when the page has heard that it is closed, a moment after it is hidden.
  const closed = () => expect(page.locator('dialog form')).toHaveCount(0);
  const inside = () => dialog.evaluate((it) => it.contains(document.activeElement) || document.activeElement === document.body);

  await keyboard.follow(opener);
  await expect(page.getByRole('radio', { name: 'The customer asked for it', exact: true })).toBeFocused();
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let stop = 0; stop < 12; stop += 1) {
      await keyboard.press(key);
      expect(await inside(), `the focus after ${stop + 1} times ${key}`).toBe(true);
    }
  }
  await keyboard.press('Escape');
  await closed();
  await expect(opener).toBeFocused();

  await keyboard.press('Enter');
  await keyboard.follow(dialog.getByRole('button', { name: 'Cancel', exact: true }));
  await closed();
  await expect(opener).toBeFocused();

  await keyboard.press('Enter');
  await keyboard.follow(keyboard.button('Remove the mark'));
  await expect(dialog.getByRole('alert')).toBeFocused();
  await keyboard.follow(dialog.getByRole('link', { name: 'Enter the reason', exact: true }));
  await expect(page.getByLabel('Reason', { exact: true })).toBeFocused();
});

test('the answers are keys, and lead to what they ask for', async ({ page, keyboard }) => {
  await keyboard.register();
  for (const [key, target] of [
    ['1', page.getByLabel('Full name', { exact: true })],
    ['2', page.getByLabel('Full name', { exact: true })],
    ['3', page.getByRole('region', { name: 'Words to say', exact: true })],
    ['4', page.getByRole('combobox', { name: 'Direction', exact: true })],
  ] as const) {
    await keyboard.open('/customers/new');
    await keyboard.press(key);
    await expect(target).toBeFocused();
  }
  await keyboard.press('Control+Enter');
  await expect(page.getByText('The contact was noted')).toBeVisible();
});

test('single keys are switched off, and typing is never an answer', async ({ page, keyboard }) => {
  await keyboard.register();
  await keyboard.open('/customers/new');
  await keyboard.reach(page.getByLabel('Full name', { exact: true }));
  await page.keyboard.type('3');
  await expect(page.getByLabel('Full name', { exact: true })).toHaveValue('3');
  await keyboard.open('/account');
  await keyboard.reach(page.getByRole('radio', { name: 'On', exact: true }));
  await keyboard.press('ArrowRight');
  await keyboard.follow(keyboard.button('Save'));
  await expect(page.getByText('Saved.')).toBeVisible();
  await keyboard.open('/customers/new');
  await keyboard.press('3');
  await expect(page.getByRole('button', { pressed: true })).toHaveCount(0);
  await expect(page.getByText('The keys 1 to 4 are switched off.')).toBeVisible();
});

test('the reason is read by Tab and hidden by Escape, and a press dials', async ({ page, keyboard }) => {
  await keyboard.register();
  await keyboard.saveCustomer('Ada Abara', '212 555 0171');
  await hydrated(page);
  await keyboard.follow(callButton(page));
  await expect.poll(() => dialled(page)).toEqual(['tel:+12125550171']);
  await keyboard.press('d');
  await expect(callButton(page)).toHaveAttribute('aria-disabled', 'true');
  await keyboard.reach(callButton(page));
  await expect(page.getByRole('tooltip').first()).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('tooltip').first()).toBeHidden();
  await expect(callButton(page)).toBeFocused();
});
