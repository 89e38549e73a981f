import { axe, fitsTheScreen } from '../support/page';
import { newBusiness } from '../support/people';
import { expect, test } from '../support/test';

test('an offer waits for a registry, and the pages say who has to do what', async ({ page }) => {
  await newBusiness(page);
  await page.goto('/do-not-call');
  const card = page.getByRole('region', { name: 'Registries', exact: true });
  await expect(card).toContainText('National Do Not Call Registry (United States): Not loaded');
  await card.getByRole('link', { name: 'Registries and subscriptions', exact: true }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Registries', exact: true })).toBeVisible();
  const table = page.getByRole('table', { name: 'Registries', exact: true });
  await expect(table).toContainText('the operator of this installation does it, with ringfence import registry FILE');
  await expect(table).toContainText('Not subscribed');
  // Nothing is loaded, so there is nothing to subscribe to.
  await expect(page.getByRole('button', { name: 'Subscribe', exact: true })).toHaveCount(0);
  await fitsTheScreen(page);
  await axe(page);

  await page.goto('/check');
  await page.getByLabel('Phone', { exact: true }).fill('(212) 555-0165');
  await page.getByLabel('Purpose', { exact: true }).selectOption('Marketing');
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.getByText('This area code has not been checked against the registry').first()).toBeVisible();
  await expect(page.getByText('this business is not subscribed to it').first()).toBeVisible();
});
