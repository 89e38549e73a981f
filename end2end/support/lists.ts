import { Buffer } from 'node:buffer';
import { expect, type Page } from '@playwright/test';
import { hydrated, runsScripts } from './page';

/** A file that is uploaded as a list of customers. */
export interface List {
  readonly name: string;
  readonly content: string | Buffer;
  readonly mimeType?: string;
}

/** Chooses a file on the page of imports and uploads it. */
export async function upload(page: Page, { name, content, mimeType = 'text/csv' }: List): Promise<void> {
  await page.goto('/import');
  await hydrated(page);
  const buffer = typeof content === 'string' ? Buffer.from(content) : content;
  await page.getByLabel('File', { exact: true }).setInputFiles({ name, mimeType, buffer });
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
}

/** Tries the uploaded list out, and waits for what it would do. */
export async function tryOut(page: Page): Promise<void> {
  await hydrated(page);
  await page.getByRole('button', { name: 'Dry run', exact: true }).click();
  await expect(page.getByRole('region', { name: 'What this list will do', exact: true })).toBeVisible();
}

/** Imports the list that was tried out, and waits for the report. Without a script the page is loaded again by hand. */
export async function runImport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const report = page.getByRole('region', { name: 'Report', exact: true });
  if (runsScripts()) return expect(report).toBeVisible();
  await expect(page).toHaveURL(/\/import\?run=/);
  await expect(async () => {
    await page.reload();
    expect(await report.isVisible()).toBe(true);
  }).toPass();
}

/** What the page says that a list does or did: first of people, then line by line. */
export async function report(page: Page): Promise<string[]> {
  const said = page.getByRole('region', { name: /^(What this list will do|Report)$/ });
  return said.getByRole('listitem').allInnerTexts();
}
