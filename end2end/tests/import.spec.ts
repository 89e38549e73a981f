import { Buffer } from 'node:buffer';
import { callButton } from '../support/customers';
import { report, runImport, tryOut, upload } from '../support/lists';
import { hydrated } from '../support/page';
import { addMember, newBusiness } from '../support/people';
import { expect, test } from '../support/test';

const spring = {
  name: 'spring.csv',
  content: [
    'Name,Phone,Email,Do not call,Shoe size',
    'Ada Abara,(212) 555-0140,ada@example.com,no,38',
    'Ben Berg,212 555 0141,,yes,42',
    'Chidi Costa,12,nobody,maybe,44',
    ',,,no,7',
    'Dana Dumont,212 555 0142,,no,39,one cell too many',
  ].join('\n'),
};

/** What is said about each line of the list that is not as it should be. */
const lines = [
  'Line 5: no name, number or address',
  'Line 6: it has more cells than the header',
  'Line 4, “Phone”: not a phone number we can read, kept as text (This is a short or emergency number. Enter a customer\'s number)',
  'Line 4, “Email”: not an email address, kept as text',
  'Line 4, “Do not call”: neither a yes nor a no, so this customer is blocked to be safe',
];

test('a list is tried out, and the import does what the dry run said', async ({ page }) => {
  await newBusiness(page);
  await upload(page, spring);
  await tryOut(page);
  expect(await report(page)).toEqual([
    '3 people will be added.',
    '2 people will be blocked, because the list says that nobody may call them.',
    '3 people will be flagged: no consent is on record for them.',
    '2 lines cannot be used; each is named below with the reason.',
    ...lines,
  ]);
  await expect(page.getByText('Nothing has been saved yet')).toBeVisible();

  await runImport(page);
  await expect(page.getByText('The list is imported')).toBeVisible();
  expect(await report(page)).toEqual([
    '3 people were added.',
    '2 people were blocked, because the list says that nobody may call them.',
    '3 people were flagged: no consent is on record for them.',
    '2 lines cannot be used; each is named below with the reason.',
    ...lines,
  ]);

  await page.goto('/customers');
  await hydrated(page);
  await expect(page.getByRole('rowheader')).toHaveText(['Ada Abara', 'Ben Berg', 'Chidi Costa']);
  await expect(page.getByRole('row', { name: /Ada Abara/ })).toContainText('No consent on record');
  await expect(page.getByRole('row', { name: /Ada Abara/ })).not.toContainText('Do not call');
  await page.getByRole('link', { name: 'Ben Berg', exact: true }).click();
  await expect(callButton(page)).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('region', { name: 'Details', exact: true })).toContainText(/Shoe size\s*42/);
});

test('the same list a second time changes nothing', async ({ page }) => {
  await newBusiness(page);
  for (const said of ['3 people were added.', '3 people already on file: nothing changes.']) {
    await upload(page, spring);
    await tryOut(page);
    await runImport(page);
    expect((await report(page))[0]).toBe(said);
  }
  await page.goto('/customers');
  await expect(page.getByRole('rowheader')).toHaveCount(3);
  await page.goto('/import');
  const runs = page.getByRole('table', { name: 'Earlier imports', exact: true }).getByRole('row');
  await expect(runs.nth(1).getByRole('cell')).toHaveText([/:/, 'Finished', '0', '0', '2']);
  await expect(runs.nth(2).getByRole('cell')).toHaveText([/:/, 'Finished', '3', '2', '2']);
});

test('what a column becomes is chosen, kept and done', async ({ page }) => {
  await newBusiness(page);
  await upload(page, { name: 'calls.csv', content: 'Who,Line,Calls,Shoe size\nAda Abara,212 555 0143,no,38\nBen Berg,212 555 0144,yes,42\n' });
  await hydrated(page);
  const becomes = (column: string) => page.getByRole('combobox', { name: column, exact: true });
  await becomes('Who').selectOption({ label: 'Full name' });
  await becomes('Line').selectOption({ label: 'Phone' });
  await becomes('Calls').selectOption({ label: 'Calls allowed (“no” blocks)' });
  await becomes('Shoe size').selectOption({ label: 'Leave out' });
  await tryOut(page);
  expect((await report(page))[1]).toBe('1 person will be blocked, because the list says that nobody may call them.');

  await page.reload();
  await hydrated(page);
  await expect(becomes('Shoe size').locator('option:checked')).toHaveText('Leave out');
  await expect(page.getByRole('row', { name: /Calls/ }).getByText('“no” in this column means: no calls')).toBeVisible();

  await runImport(page);
  await page.goto('/customers');
  await expect(page.getByRole('row', { name: /Ada Abara/ })).toContainText('Do not call');
  await expect(page.getByRole('row', { name: /Ben Berg/ })).not.toContainText('Do not call');
  await page.getByRole('link', { name: 'Ada Abara', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Abara', exact: true })).toBeVisible();
  await expect(page.getByText('Shoe size')).toHaveCount(0);
});

const refused = [
  { what: 'a workbook', name: 'list.xlsx', content: Buffer.from('PK\u0003\u0004a workbook'), why: 'Save the list as CSV and choose that file.' },
  { what: 'a picture', name: 'list.csv', content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0, 0, 3]), why: 'Save the list as CSV (UTF-8) and choose that file.' },
  { what: 'an empty file', name: 'list.csv', content: '', why: 'This file is empty. Choose another one.' },
  { what: 'a header alone', name: 'list.csv', content: 'Name,Phone\n', why: 'This file has a header and no rows below it. Choose another one.' },
];

for (const { what, name, content, why } of refused) {
  test(`${what} is refused, and another file can be chosen at once`, async ({ page }) => {
    await newBusiness(page);
    await upload(page, { name, content });
    const file = page.getByLabel('File', { exact: true });
    await expect(file).toHaveAccessibleDescription(new RegExp(why.replaceAll(/[().]/g, '\\$&')));
    await expect(file).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByRole('button', { name: 'Dry run', exact: true })).toHaveCount(0);
  });
}

test('without a file the page asks for one', async ({ page }) => {
  await newBusiness(page);
  await page.goto('/import');
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(page.getByLabel('File', { exact: true })).toHaveAccessibleDescription(/Choose a file first\./);
});

test('staff may not import, and nothing offers it to them', async ({ page, openBrowser, guard }) => {
  guard.expect(/status of 403/);
  await newBusiness(page);
  const colleague = await openBrowser();
  await addMember(page, colleague, 'Staff');
  await expect(colleague.getByRole('heading', { name: 'Customers', exact: true })).toBeVisible();
  await expect(colleague.locator('a[href="/import"]')).toHaveCount(0);
  await colleague.goto('/import');
  await expect(colleague.getByRole('heading', { name: 'You may not do that.', exact: true })).toBeVisible();
  await expect(colleague.getByLabel('File', { exact: true })).toHaveCount(0);
});
