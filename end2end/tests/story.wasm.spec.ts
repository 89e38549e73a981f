import { callButton, newCustomer } from '../support/customers';
import { dialled } from '../support/dialler';
import { hydrated } from '../support/page';
import { addMember, newBusiness } from '../support/people';
import { expect, test } from '../support/test';

test('a customer says no, and the call button dies on the other screen', async ({ page, openBrowser, server }) => {
  const business = await newBusiness(page);
  const colleague = await openBrowser();
  await addMember(page, colleague, 'Staff');
  await newCustomer(page, 'Yes', { name: 'Lourdes Bauswell', phone: '(212) 555-0127', email: 'lourdes@example.com' });
  const address = page.url();

  await colleague.goto(address);
  await hydrated(colleague);
  await expect(callButton(colleague)).not.toHaveAttribute('aria-disabled', 'true');
  await expect(colleague.getByText('Live', { exact: true })).toBeAttached();

  await page.goto(`${address}/interaction`);
  await hydrated(page);
  await page.getByRole('button', { name: 'Yes, but no calls', exact: true }).click();
  await page.getByRole('button', { name: 'Save customer', exact: true }).click();
  await expect(page.getByText('Do not call', { exact: true }).first()).toBeVisible();

  await expect(callButton(colleague)).toHaveAttribute('aria-disabled', 'true');
  await callButton(colleague).focus();
  await expect(colleague.getByRole('tooltip').first()).toHaveText("Call disabled: Customer is marked as 'do not call'");
  await expect(colleague.locator('a[href^="tel:"]')).toHaveCount(0);
  expect(colleague.url()).toBe(address);

  await page.goto('/audit-log');
  const marked = page.getByRole('row').filter({ hasText: 'Marked do not call' });
  await expect(marked).toContainText(business.owner.name);
  await expect(marked).toContainText('Lourdes Bauswell');

  const verified = await server.command('ledger', 'verify');
  expect(verified.code, verified.stdout + verified.stderr).toBe(0);
  expect(verified.stdout).toContain('nothing was touched');
});

test('a press on an allowed button gives the link to dial, and a mark takes it away', async ({ page }) => {
  await newBusiness(page);
  await newCustomer(page, 'Yes', { name: 'Ben Costa', phone: '212 555 0101' });
  await hydrated(page);
  await callButton(page).click();
  await expect(page.getByRole('link', { name: 'Dial now', exact: true })).toHaveAttribute('href', 'tel:+12125550101');
  await expect.poll(() => dialled(page)).toEqual(['tel:+12125550101']);
  await page.getByRole('button', { name: /^Mark do not call/ }).click();
  await expect(callButton(page)).toHaveAttribute('aria-disabled', 'true');
  await expect(page.locator('a[href^="tel:"]')).toHaveCount(0);
});

test('a member whose access is stopped is signed out on the open page', async ({ page, openBrowser }) => {
  await newBusiness(page);
  const colleague = await openBrowser();
  const person = await addMember(page, colleague, 'Staff');
  await colleague.goto('/customers');
  await hydrated(colleague);
  await expect(colleague.getByText('Live', { exact: true })).toBeAttached();
  await page.goto('/team');
  await hydrated(page);
  await page.getByRole('row').filter({ hasText: person.name }).getByRole('button', { name: /^Disable/ }).click();
  await expect(colleague).toHaveURL(/\/sign-in/);
});

test('the keys 1 to 4 answer, and D marks', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a phone has no keys');
  await newBusiness(page);
  await page.goto('/customers/new');
  await hydrated(page);
  await page.keyboard.press('1');
  await expect(page.getByRole('button', { name: 'Yes', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await page.getByLabel('Full name', { exact: true }).fill('Dana 2 Berg');
  await page.getByRole('button', { name: 'Save customer', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Dana 2 Berg', exact: true })).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('d');
  await expect(page.getByText('Do not call', { exact: true }).first()).toBeVisible();
});
