import { answer, callButton, saveCustomer, type } from '../support/customers';
import { newBusiness } from '../support/people';
import { expect, test } from '../support/test';

const script = 'Alright, is it ok if we save your information in our system here to assist you to our best ability?';

test('the script is shown word for word, with four answers', async ({ page }) => {
  await newBusiness(page);
  await page.goto('/customers/new');
  await expect(page.getByRole('region', { name: 'Consent script', exact: true })).toContainText(script);
  for (const name of ['Yes', 'Yes, but no calls', 'No', 'Not asked']) {
    await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  }
});

test('yes saves a customer who may be called', async ({ page }) => {
  await newBusiness(page);
  await saveCustomer(page, 'Yes', { name: 'Ada Abara', phone: '212 555 0110', email: 'ada@example.com' });
  await expect(callButton(page)).not.toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('region', { name: 'Consent', exact: true })).toContainText('Data collection: given');
});

test('yes, but no calls saves a customer whom nobody can call', async ({ page }) => {
  await newBusiness(page);
  await saveCustomer(page, 'Yes, but no calls', { name: 'Ben Berg', phone: '212 555 0111' });
  await expect(callButton(page)).toHaveAttribute('aria-disabled', 'true');
  await callButton(page).focus();
  await expect(page.getByRole('tooltip').first()).toHaveText("Call disabled: Customer is marked as 'do not call'");
  await expect(page.locator('a[href^="tel:"]')).toHaveCount(0);
  expect(await page.content()).not.toContain('5550111');
});

test('no keeps nothing about the person and gives the words to say', async ({ page }) => {
  await newBusiness(page);
  await answer(page, 'No');
  await expect(page.getByText('we cannot provide our app-based services without your consent')).toBeVisible();
  await expect(page.getByLabel('Full name', { exact: true })).toBeHidden();
  await page.getByRole('button', { name: 'Record refusal', exact: true }).click();
  await expect(page.getByText('Nothing about this person was saved')).toBeVisible();
});

test('not asked notes the contact alone', async ({ page }) => {
  await newBusiness(page);
  await answer(page, 'Not asked');
  await page.getByRole('button', { name: 'Record contact', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Customers', exact: true })).toBeVisible();
});

test('bad input names the field and keeps what was typed', async ({ page, guard }) => {
  guard.expect(/status of 422/);
  await newBusiness(page);
  await answer(page, 'Yes');
  await type(page, { name: 'Chidi Costa', phone: '12', email: 'nobody' });
  await page.getByRole('button', { name: 'Save customer', exact: true }).click();
  await expect(page.getByText('Enter an email address like name@example.com').first()).toBeVisible();
  await expect(page.getByLabel('Full name', { exact: true })).toHaveValue('Chidi Costa');
  await expect(page.getByLabel('Phone', { exact: true })).toHaveValue('12');
});

test('a mark is set by one press, and taken off with reason and evidence', async ({ page, guard }) => {
  guard.expect(/status of 422/);
  await newBusiness(page);
  await saveCustomer(page, 'Yes', { name: 'Dana Dumont', phone: '212 555 0112' });
  await page.getByRole('button', { name: /^Mark do not call/ }).click();
  await expect(callButton(page)).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Remove do not call', exact: true }).click();
  await page.getByRole('radio', { name: 'The customer asked for it' }).check();
  await page.getByLabel('Reason', { exact: true }).fill('Asked in a letter');
  await page.getByLabel('Evidence', { exact: true }).fill('Letter of today');
  await page.getByRole('button', { name: 'Remove the mark', exact: true }).click();
  await expect(callButton(page)).not.toHaveAttribute('aria-disabled', 'true');
});

test('a number is checked in any format', async ({ page }) => {
  await newBusiness(page);
  await saveCustomer(page, 'Yes, but no calls', { name: 'Elif Eriksen', phone: '212 555 0113' });
  await page.goto('/check');
  await page.getByLabel('Phone', { exact: true }).fill('+1 (212) 555-0113');
  await page.getByRole('combobox', { name: 'Purpose', exact: true }).selectOption('Service');
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.getByText('This number is on your do-not-call list').first()).toBeVisible();
});
