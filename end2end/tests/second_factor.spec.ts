import { code } from '../support/authenticator';
import { axe, fitsTheScreen, hydrated } from '../support/page';
import { newBusiness } from '../support/people';
import { expect, test } from '../support/test';
import type { Page } from '@playwright/test';

const heading = (name: string) => ({ name, exact: true });

async function accessible(page: Page): Promise<void> {
  await hydrated(page);
  await fitsTheScreen(page);
  await axe(page);
}

test('an owner sets a second factor up, and signs in with it and with a recovery code', async ({ page, server, openBrowser }) => {
  const { owner } = await newBusiness(page);
  await page.goto('/account/second-factor');
  await accessible(page);
  await page.getByRole('button', heading('Set up')).click();
  const key = (await page.locator('code').first().textContent())!;
  await expect(page.getByRole('img', { name: 'The key as a QR code', exact: true })).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.getByLabel('Code', { exact: true }).fill(code(key, server.now()));
  await accessible(page);
  await page.getByRole('button', heading('Switch on')).click();
  const codes = page.getByRole('list', { name: 'Recovery codes', exact: true }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  await accessible(page);
  const recovery = (await codes.first().textContent())!;

  const other = await openBrowser();
  await other.goto('/sign-in?next=/account/sessions');
  await other.getByLabel('Email', { exact: true }).fill(owner.email);
  await other.getByLabel('Password', { exact: true }).fill(owner.password);
  await other.getByRole('button', heading('Sign in')).click();
  await expect(other.getByRole('heading', heading('Enter your code'))).toBeVisible();
  await accessible(other);
  // The clock of the phone is one step ahead: the step of now was used to switch it on.
  await other.getByLabel('Code', { exact: true }).fill(code(key, server.now(), 1));
  await other.getByRole('button', heading('Sign in')).click();
  await expect(other.getByRole('heading', heading('Password and sessions'))).toBeVisible();

  const lost = await openBrowser();
  await lost.goto('/sign-in');
  await lost.getByLabel('Email', { exact: true }).fill(owner.email);
  await lost.getByLabel('Password', { exact: true }).fill(owner.password);
  await lost.getByRole('button', heading('Sign in')).click();
  await lost.getByLabel('Code', { exact: true }).fill(recovery);
  await lost.getByRole('button', heading('Sign in')).click();
  await expect(lost.getByRole('heading', heading('Customers'))).toBeVisible();
});

test('an owner closes the business and takes it back', async ({ page, guard }) => {
  const { name, owner } = await newBusiness(page);
  await page.goto('/settings/close');
  await accessible(page);
  await page.getByLabel('Name of the business', { exact: true }).fill('Another');
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  guard.expect(/status of 422/);
  await page.getByRole('button', heading('Close the business')).click();
  await expect(page.getByText(`Type the name as it is: ${name}`).first()).toBeVisible();
  await page.getByLabel('Name of the business', { exact: true }).fill(name);
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.getByRole('button', heading('Close the business')).click();
  await expect(page.getByRole('button', heading('Keep the business'))).toBeVisible();
  await page.goto('/customers');
  await expect(page.getByText('This business closes')).toBeVisible();
  await accessible(page);
  await page.getByRole('link', { name: 'Keep it, or export what you need', exact: true }).click();
  await page.getByRole('button', heading('Keep the business')).click();
  await expect(page.getByLabel('Name of the business', { exact: true })).toBeVisible();
});
