import { callButton, newCustomer } from '../support/customers';
import { axe, fitsTheScreen, hydrated } from '../support/page';
import { newBusiness } from '../support/people';
import { expect, test } from '../support/test';

test('a restriction closes the call button until the customer was told that it ends', async ({ page, guard }) => {
  test.slow();
  guard.expect(/status of 422/);
  await newBusiness(page);
  await newCustomer(page, 'Yes', { name: 'Femi Abara', phone: '212 555 0151' });
  const customer = new URL(page.url()).pathname;
  await page.getByRole('link', { name: 'Requests', exact: true }).last().click();
  await page.getByRole('link', { name: 'Record a request', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Record a request', exact: true })).toBeVisible();
  await fitsTheScreen(page);
  await axe(page);
  await page.getByLabel('Request', { exact: true }).selectOption('Restriction');
  await page.getByLabel('How it came', { exact: true }).selectOption('By phone');
  await page.getByLabel('What they said', { exact: true }).fill('Until my address is right');
  await page.getByRole('button', { name: 'Record request', exact: true }).click();
  await expect(page.getByText('Until my address is right')).toBeVisible();
  const request = new URL(page.url()).pathname;
  await fitsTheScreen(page);
  await axe(page);

  await page.goto(customer);
  await hydrated(page);
  await expect(callButton(page)).toHaveAttribute('aria-disabled', 'true');
  await expect(callButton(page)).toHaveAccessibleDescription(/Customer asked to restrict the use of their data/);

  await page.goto('/requests?filter=open');
  await fitsTheScreen(page);
  await axe(page);
  await page.goto(request);
  await page.getByLabel('Outcome', { exact: true }).fill('The address was put right');
  await page.getByRole('button', { name: 'Lift the restriction', exact: true }).click();
  await expect(page.getByText('Tell the customer first').first()).toBeVisible();
  await page.getByLabel('How the customer was told', { exact: true }).fill('By letter');
  await page.getByRole('button', { name: 'Lift the restriction', exact: true }).click();
  await expect(page.getByText('By letter')).toBeVisible();

  await page.goto(customer);
  await hydrated(page);
  await expect(callButton(page)).not.toHaveAttribute('aria-disabled', 'true');
});
