import { axe, fitsTheScreen, hydrated } from '../support/page';
import { newBusiness } from '../support/people';
import { expect, test } from '../support/test';

test('a key is shown once, lets a program ask, and is revoked at once', async ({ page, request }) => {
  await newBusiness(page);
  await page.goto('/integrations');
  await hydrated(page);
  await page.getByLabel('Name', { exact: true }).fill('Booking system');
  await page.getByLabel('Check numbers', { exact: true }).check();
  await page.getByRole('button', { name: 'Make key', exact: true }).click();
  const key = await page.getByLabel('New key', { exact: true }).inputValue();
  expect(key).toMatch(/^rfk_[\w-]{43}$/);
  await fitsTheScreen(page);
  await axe(page);

  const check = () =>
    request.post('/api/v1/call-checks', {
      headers: { Authorization: `Bearer ${key}` },
      data: { phone: '+14155550123', purpose: 'marketing' },
    });
  const answer = await check();
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ decision: 'blocked' });

  await page.goto('/integrations');
  await expect(page.getByLabel('New key', { exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Revoke Booking system', exact: true }).click();
  await expect(page.getByText('Revoked', { exact: true })).toBeVisible();
  expect((await check()).status()).toBe(401);
});
