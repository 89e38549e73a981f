import type { Page } from '@playwright/test';
import { answer, newCustomer } from '../support/customers';
import { runImport, tryOut, upload } from '../support/lists';
import { axe, fitsTheScreen, hydrated } from '../support/page';
import { agree, invite, newBusiness, somebody } from '../support/people';
import { expect, test } from '../support/test';

const publicPages = ['/', '/register', '/register/declined', '/sign-in', '/forgot', '/privacy', '/dpa', '/account/closed'];
const staffPages = [
  '/customers', '/customers/new', '/check', '/check/list', '/do-not-call', '/do-not-call/registries', '/import', '/dashboard', '/audit-log',
  '/messages', '/requests', '/audits', '/displays', '/integrations', '/integrations/api', '/team', '/policies', '/settings', '/account',
  '/account/withdraw', '/training', '/account/second-factor', '/settings/close', '/settings/export',
];

/** Checks the page as it stands: one heading, nothing wider than the screen, nothing that axe finds. */
async function everybodyCanUse(page: Page): Promise<void> {
  await hydrated(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await fitsTheScreen(page);
  await axe(page);
}

for (const path of publicPages) {
  test(`everybody can use ${path}`, async ({ page }) => {
    await page.goto(path);
    await everybodyCanUse(page);
  });
}

test('everybody can use a page that is not there', async ({ page, guard }) => {
  guard.expect(/status of 404/);
  await page.goto('/nowhere');
  await expect(page.getByRole('heading', { name: 'Page not found', exact: true })).toBeVisible();
  await everybodyCanUse(page);
});

test('everybody can use the form behind the gate, refused too', async ({ page, guard }) => {
  guard.expect(/status of 422/);
  await page.goto('/register');
  await page.getByRole('button', { name: 'Continue to registration', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await everybodyCanUse(page);
  await agree(page);
  await expect(page.getByRole('heading', { name: 'Create your business', exact: true })).toBeVisible();
  await everybodyCanUse(page);
  await page.getByRole('button', { name: 'Create business', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await everybodyCanUse(page);
});

test('everybody can use an invitation, and see that it is gone', async ({ page, openBrowser, guard }) => {
  guard.expect(/status of 410/);
  await newBusiness(page);
  const link = await invite(page, somebody().email, 'Staff');
  const invited = await openBrowser();
  await invited.goto(link);
  await everybodyCanUse(invited);
  await agree(invited);
  await expect(invited.getByRole('button', { name: 'Join', exact: true })).toBeVisible();
  await everybodyCanUse(invited);
  await everybodyCanUse(page);
  await page.getByRole('button', { name: 'Take back', exact: true }).click();
  await expect(page.getByText('Nobody is invited at the moment.')).toBeVisible();
  await invited.goto(link);
  await expect(invited.getByRole('heading', { name: 'This link is no longer good', exact: true })).toBeVisible();
  await everybodyCanUse(invited);
});

test('everybody can use the pages of staff', async ({ page }) => {
  test.setTimeout(600_000);
  await newBusiness(page);
  await newCustomer(page, 'Yes', { name: 'Femi Abara', phone: '212 555 0125' });
  for (const path of staffPages) {
    await page.goto(path);
    await everybodyCanUse(page);
  }
});

test('everybody can use the pages of a customer', async ({ page }) => {
  test.slow();
  await newBusiness(page);
  await newCustomer(page, 'Yes', { name: 'Femi Abara', phone: '212 555 0120' });
  const customer = new URL(page.url()).pathname;
  await newCustomer(page, 'Yes, but no calls', { name: 'Grace Berg', phone: '212 555 0121' });
  const blocked = new URL(page.url()).pathname;
  const merge = `${customer}/merge?with=${blocked.split('/').pop()}`;
  const ofCustomer = [`${customer}/edit`, `${customer}/interaction`, merge, `${customer}/split`, `/requests/new?customer=${customer.split('/').pop()}`];
  for (const path of [customer, blocked, ...ofCustomer]) {
    await page.goto(path);
    await everybodyCanUse(page);
  }
});

test('everybody can use the report of an audit, what it found, and a display', async ({ page }) => {
  test.slow();
  await newBusiness(page);
  await page.goto('/audits');
  await hydrated(page);
  await page.getByRole('button', { name: 'Run an audit now', exact: true }).click();
  await page.waitForURL(/\/audits\/[0-9a-f-]{36}$/);
  const report = page.url();
  // Without a script the report of an audit that is being made is opened again.
  await expect(async () => {
    await page.goto(report);
    await expect(page.getByRole('button', { name: 'Sign this review', exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await everybodyCanUse(page);
  await page.goto('/audits');
  await page.locator('a[href^="/audits/findings/"]').first().click();
  await expect(page.getByRole('heading', { name: 'Settle it', exact: true })).toBeVisible();
  await everybodyCanUse(page);
  await page.goto('/displays');
  await hydrated(page);
  await page.getByLabel('Name', { exact: true }).fill('Front office');
  await page.getByLabel('Time zone', { exact: true }).fill('America/New_York');
  await page.getByRole('button', { name: 'Make display', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Front office', exact: true })).toBeVisible();
  await everybodyCanUse(page);
});

test('everybody can use what a change of settings would do', async ({ page }) => {
  await newBusiness(page);
  await newCustomer(page, 'Yes', { name: 'Femi Abara', phone: '212 555 0126' });
  await page.goto('/settings');
  await hydrated(page);
  await page.getByLabel('On', { exact: true }).first().check();
  const calls = page.locator('form', { has: page.locator('input[value="setting/calls"]') });
  await calls.getByRole('button', { name: 'Preview', exact: true }).click();
  await expect(page.getByText('Not saved yet. This is what it would do')).toBeVisible();
  await expect(page.getByText('Now 1 of 1 may be called for service; then 1.')).toBeVisible();
  await everybodyCanUse(page);
  const week = page.locator('form', { has: page.locator('input[value="setting/week"]') });
  await week.getByRole('button', { name: 'Preview', exact: true }).click();
  await expect(page.getByRole('table', { name: 'Who may be called on each day', exact: true })).toBeVisible();
  await everybodyCanUse(page);
});

test('everybody can use each answer, refused too', async ({ page, guard }) => {
  test.slow();
  guard.expect(/status of 422/);
  await newBusiness(page);
  for (const given of ['Yes', 'Yes, but no calls', 'No', 'Not asked'] as const) {
    await answer(page, given);
    await everybodyCanUse(page);
  }
  await answer(page, 'Yes');
  await page.getByLabel('Phone', { exact: true }).fill('12');
  await page.getByRole('button', { name: 'Save customer', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await everybodyCanUse(page);
});

test('everybody can use what is left of a customer who withdrew', async ({ page }) => {
  await newBusiness(page);
  await newCustomer(page, 'Yes', { name: 'Femi Abara', phone: '212 555 0122' });
  await answer(page, 'No', `${new URL(page.url()).pathname}/interaction`);
  await everybodyCanUse(page);
  await page.getByRole('button', { name: 'Record refusal', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Withdrawn customer', exact: true })).toBeVisible();
  await everybodyCanUse(page);
});

test('everybody can use the dialog that takes a mark off, refused too', async ({ page, guard }) => {
  guard.expect(/status of 422/);
  await newBusiness(page);
  await newCustomer(page, 'Yes, but no calls', { name: 'Grace Berg', phone: '212 555 0123' });
  await hydrated(page);
  await page.getByRole('button', { name: 'Remove do not call', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Remove the mark', exact: true })).toBeVisible();
  await everybodyCanUse(page);
  await page.getByRole('button', { name: 'Remove the mark', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
  await everybodyCanUse(page);
});

test('everybody can use an import, from a file that is none to the report', async ({ page }) => {
  test.slow();
  await newBusiness(page);
  await upload(page, { name: 'empty.csv', content: '' });
  await everybodyCanUse(page);
  await upload(page, { name: 'list.csv', content: 'Name,Phone,Do not call\nFemi Abara,212 555 0124,maybe\n' });
  await everybodyCanUse(page);
  await tryOut(page);
  await everybodyCanUse(page);
  await runImport(page);
  await everybodyCanUse(page);
  await page.goto('/import');
  await everybodyCanUse(page);
});
