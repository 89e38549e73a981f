import { axe, fitsTheScreen } from '../support/page';
import { newBusiness } from '../support/people';
import { expect, test } from '../support/test';

test('a privacy policy is filled in, looked at, published, and read by everybody in every version', async ({
  page,
  openBrowser,
  guard,
}) => {
  test.slow();
  guard.expect(/status of 422/);
  await newBusiness(page);
  await page.goto('/policies');
  await expect(page.getByText('Your customers cannot read a privacy policy yet')).toBeVisible();
  await page.getByRole('link', { name: 'Privacy policy', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Privacy policy', exact: true })).toBeVisible();

  const text = page.getByLabel('Text', { exact: true });
  const publish = page.getByRole('button', { name: 'Publish', exact: true });
  await publish.click();
  await expect(page.getByRole('alert')).toContainText('Fill in what stands in brackets: your postal address');
  const filled = (await text.inputValue()).replaceAll('[Fill in: ', '').replaceAll(']', '');
  await text.fill(filled);
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  const preview = page.getByRole('region', { name: 'Preview', exact: true });
  await expect(preview.getByRole('heading', { name: '1. Who is responsible' })).toBeVisible();
  await expect(text).toHaveValue(filled);
  await publish.click();
  await expect(page.getByText('Version 1 is in force.')).toBeVisible();
  await fitsTheScreen(page);
  await axe(page);

  const address = (await page.getByRole('link', { name: 'As your customers read it', exact: true }).getAttribute('href'))!;
  const customer = await openBrowser();
  await customer.goto(address);
  await expect(customer.getByRole('heading', { level: 1, name: 'Privacy Policy', exact: true })).toBeVisible();
  await expect(customer.locator('script')).toHaveCount(0);
  await fitsTheScreen(customer);
  await axe(customer);

  await text.fill('## Who we are\n\nStill us.');
  await publish.click();
  await expect(page.getByText('Version 2 is in force.')).toBeVisible();
  await page.getByRole('link', { name: 'Compare two versions', exact: true }).click();
  await expect(page.getByRole('table').getByText('Still us.', { exact: true })).toBeVisible();
  await fitsTheScreen(page);
  await axe(page);

  await customer.reload();
  await expect(customer.getByText('Still us.')).toBeVisible();
  await customer.getByRole('link', { name: /^Version 1, since/ }).click();
  await expect(customer.getByText('This is an earlier version.')).toBeVisible();
  await expect(customer.getByText('Still us.')).toHaveCount(0);
});
