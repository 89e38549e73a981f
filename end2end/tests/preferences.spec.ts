import type { Page } from '@playwright/test';
import { callButton, newCustomer } from '../support/customers';
import { axe, fitsTheScreen, hydrated, runsScripts } from '../support/page';
import { newBusiness } from '../support/people';
import { expect, test } from '../support/test';

/** Opens the newest message of the business, and reads the address behind these words in it. */
async function linkInMail(page: Page, words: string): Promise<string> {
  await expect(async () => {
    await page.goto('/messages');
    await expect(page.getByRole('row').nth(1)).toContainText('Sent');
  }).toPass();
  await page.getByRole('table', { name: 'Messages', exact: true }).getByRole('rowheader').first().getByRole('link').click();
  const text = await page.getByLabel('Text', { exact: true }).innerText();
  const link = text.split(`${words}: `)[1]?.split(/\s/)[0];
  expect(link, text).toBeDefined();
  return link!;
}

test('a customer without a script stops all calls in two presses, and the button dies under the eyes of staff', async ({
  page,
  openBrowser,
}) => {
  test.slow();
  const { name } = await newBusiness(page);
  await newCustomer(page, 'Yes', { name: 'Ada Abara', phone: '212 555 0161', email: 'ada@example.com' });
  const customer = page.url();
  const mail = await linkInMail(page, 'Your preferences');
  await page.goto(customer);
  await hydrated(page);
  await expect(callButton(page)).not.toHaveAttribute('aria-disabled', 'true');

  const phone = await openBrowser({ javaScriptEnabled: false, viewport: { width: 320, height: 480 } });
  await phone.goto(mail);
  await expect(phone.getByRole('heading', { level: 1, name: 'Your preferences', exact: true })).toBeVisible();
  await expect(phone.getByText(name, { exact: true })).toBeVisible();
  await expect(phone.locator('script')).toHaveCount(0);
  await phone.getByRole('button', { name: 'Stop all calls', exact: true }).click();
  await expect(phone.getByRole('heading', { level: 1, name: 'Your preferences are saved', exact: true })).toBeVisible();
  await expect(phone.getByText('Nobody there may call you any more')).toBeVisible();

  if (!runsScripts()) await page.reload();
  await expect(callButton(page)).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByText('through their link').first()).toBeVisible();

  const undo = await linkInMail(page, 'Undo this');
  await phone.goto(undo);
  await phone.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.goto(customer);
  await hydrated(page);
  await expect(callButton(page)).not.toHaveAttribute('aria-disabled', 'true');
});

test('the preferences and the messages fit a small screen and are accessible', async ({ page, openBrowser }) => {
  await newBusiness(page);
  await newCustomer(page, 'Yes', { name: 'Ben Abara', phone: '212 555 0162', email: 'ben@example.com' });
  const mail = await linkInMail(page, 'Your preferences');
  await fitsTheScreen(page);
  await axe(page);
  const customer = await openBrowser();
  await customer.goto(mail);
  await fitsTheScreen(customer);
  await axe(customer);
  // A thumb meets one answer and not its neighbour.
  await customer.setViewportSize({ width: 320, height: 640 });
  await fitsTheScreen(customer);
  for (const radio of await customer.getByRole('radio').all()) {
    const box = await radio.boundingBox();
    expect(Math.min(box!.width, box!.height)).toBeGreaterThanOrEqual(44);
  }
});

/** The page in each language: its own name, its heading, what saves, and what a mail is confirmed with. */
const languages = [
  { name: 'Español', code: 'es', heading: 'Sus preferencias', stop: 'No recibir nada más', saved: 'Sus preferencias se han guardado' },
  { name: 'Français', code: 'fr', heading: 'Vos préférences', stop: 'Ne plus rien recevoir', saved: 'Vos préférences sont enregistrées' },
  { name: 'Deutsch', code: 'de', heading: 'Ihre Einstellungen', stop: 'Alles beenden', saved: 'Ihre Einstellungen sind gespeichert' },
];

for (const { name, code, heading, stop, saved } of languages) {
  test(`a customer reads everything in ${name} on a small screen`, async ({ page, openBrowser }) => {
    test.slow();
    await newBusiness(page);
    await newCustomer(page, 'Yes', { name: 'Cleo Abara', phone: '212 555 0163', email: 'cleo@example.com' });
    const mail = await linkInMail(page, 'Your preferences');
    const phone = await openBrowser({ viewport: { width: 320, height: 640 } });
    await phone.goto(mail);
    await phone.getByRole('button', { name, exact: true }).click();
    await expect(phone.getByRole('heading', { level: 1, name: heading, exact: true })).toBeVisible();
    await expect(phone.locator('html')).toHaveAttribute('lang', code);
    await fitsTheScreen(phone);
    await axe(phone);
    await phone.getByRole('button', { name: stop, exact: true }).click();
    await expect(phone.getByRole('heading', { level: 1, name: saved, exact: true })).toBeVisible();
    await fitsTheScreen(phone);

    // The mail, as staff read it, is in that language too.
    await linkInMail(page, code === 'fr' ? `${heading}\u00a0` : heading);
    await fitsTheScreen(page);
  });
}
