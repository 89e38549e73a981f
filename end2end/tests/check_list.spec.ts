import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { type Page } from '@playwright/test';
import { hydrated } from '../support/page';
import { newBusiness } from '../support/people';
import { expect, test } from '../support/test';

/** Chooses a list and a purpose, and sends them. */
async function check(page: Page, content: string, purpose: string, columns = ''): Promise<void> {
  await page.goto('/check/list');
  await hydrated(page);
  const file = { name: 'leads.csv', mimeType: 'text/csv', buffer: Buffer.from(content) };
  await page.getByLabel('File', { exact: true }).setInputFiles(file);
  await page.getByLabel('Purpose', { exact: true }).selectOption({ label: purpose });
  await page.getByLabel('Columns with numbers', { exact: true }).fill(columns);
  await page.getByRole('button', { name: 'Check the list', exact: true }).click();
}

test('a list comes back as it was, with the answer behind each row', async ({ page }) => {
  await newBusiness(page);
  await page.goto('/check');
  await hydrated(page);
  await page.getByRole('link', { name: 'Check a list', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Check a list', exact: true })).toBeVisible();

  await check(page, 'Name,Phone\nAda Abara,(212) 555-0140\nBen Berg,nobody knows\n', 'Marketing');
  const result = page.getByRole('region', { name: 'Result', exact: true });
  await expect(result).toContainText('2 rows for marketing.');
  await expect(result).toContainText('0 may be called, 2 may not.');
  await expect(result.getByRole('listitem').filter({ hasText: 'Line 3: ' })).toBeVisible();
  expect(page.url()).not.toContain('leads');

  const downloading = page.waitForEvent('download');
  await result.getByRole('link', { name: 'Download the result', exact: true }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('checked.csv');
  const rows = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
  expect(rows[0]).toBe('Name,Phone,decision,reasons,checked_at,valid_until');
  expect(rows[1]).toMatch(/^Ada Abara,\(212\) 555-0140,blocked,consent_unknown/);
  expect(rows[2]).toMatch(/^Ben Berg,nobody knows,blocked,/);
});

test('a list without a column of numbers names the field', async ({ page }) => {
  await newBusiness(page);
  await check(page, 'Name,Street\nAda Abara,Main\n', 'Service');
  await expect(page.getByLabel('Columns with numbers', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('Say which column holds the numbers')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Download the result', exact: true })).toHaveCount(0);
  await check(page, 'Name,Line\nAda Abara,2125550140\n', 'Service', 'Line');
  await expect(page.getByRole('region', { name: 'Result', exact: true })).toContainText('1 row for service.');
});
