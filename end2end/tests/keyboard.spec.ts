import { Buffer } from 'node:buffer';
import { callButton } from '../support/customers';
import { Keyboard } from '../support/keyboard';
import { hydrated } from '../support/page';
import { expect, test as base } from '../support/test';

/** Every flow once more without a mouse: nothing in this file points or clicks. */
const test = base.extend<{ keyboard: Keyboard }>({
  keyboard: async ({ page, isMobile }, use) => {
    base.skip(isMobile, 'a phone has no keys');
    await use(new Keyboard(page));
  },
});

test('a business registers, signs out and signs in again', async ({ page, keyboard }) => {
  await keyboard.open('/');
  await keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content', exact: true })).toBeFocused();
  await keyboard.follow(page.getByRole('link', { name: 'Register your business', exact: true }));
  await expect(page.getByRole('heading', { name: 'Before you register', exact: true })).toBeVisible();
  const { owner } = await keyboard.register();
  await keyboard.follow(keyboard.button('Sign out'));
  await expect(page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
  await hydrated(page);
  await keyboard.type('Email', owner.email);
  await keyboard.type('Password', owner.password);
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Customers', exact: true })).toBeVisible();
});

test('who does not agree is led out, and back', async ({ page, keyboard }) => {
  await keyboard.open('/register');
  await keyboard.follow(keyboard.button('I do not agree'));
  await expect(page.getByRole('heading', { name: 'Registration needs your consent', exact: true })).toBeVisible();
  await keyboard.follow(page.getByRole('link', { name: 'Back to the consent statement', exact: true }));
  await expect(page.getByRole('heading', { name: 'Before you register', exact: true })).toBeVisible();
});

test('each of the four answers is given and recorded', async ({ page, keyboard }) => {
  await keyboard.register();
  await keyboard.saveCustomer('Ada Abara', '212 555 0160');
  await expect(callButton(page)).not.toHaveAttribute('aria-disabled', 'true');

  await keyboard.open('/customers/new');
  await keyboard.follow(keyboard.button('Yes, but no calls'));
  await keyboard.type('Full name', 'Ben Berg');
  await keyboard.type('Phone', '212 555 0161');
  await keyboard.follow(keyboard.button('Save customer'));
  await expect(callButton(page)).toHaveAttribute('aria-disabled', 'true');
  await keyboard.reach(callButton(page));
  await expect(page.getByRole('tooltip').first()).toBeVisible();

  await keyboard.open('/customers/new');
  await keyboard.follow(keyboard.button('No'));
  await expect(page.getByRole('region', { name: 'Words to say', exact: true })).toBeVisible();
  await keyboard.type('Note', 'In a hurry');
  await keyboard.follow(keyboard.button('Record refusal'));
  await expect(page.getByText('Nothing about this person was saved')).toBeVisible();

  await keyboard.open('/customers/new');
  await keyboard.follow(keyboard.button('Not asked'));
  await keyboard.choose('Direction', 'We');
  await keyboard.follow(keyboard.button('Record contact'));
  await expect(page.getByText('The contact was noted')).toBeVisible();
});

test('a mark is set, undone, set again and taken off', async ({ page, keyboard }) => {
  await keyboard.register();
  await keyboard.saveCustomer('Ada Abara', '212 555 0162');
  await hydrated(page);
  await keyboard.follow(keyboard.button(/^Mark do not call/));
  await expect(callButton(page)).toHaveAttribute('aria-disabled', 'true');
  await keyboard.follow(keyboard.button('Undo'));
  await expect(callButton(page)).not.toHaveAttribute('aria-disabled', 'true');
  await keyboard.follow(keyboard.button(/^Mark do not call/));
  await keyboard.follow(keyboard.button('Remove do not call'));
  await keyboard.tick(page.getByRole('radio', { name: 'The customer asked for it', exact: true }));
  await keyboard.type('Reason', 'Asked in a letter');
  await keyboard.type('Evidence', 'Letter of today');
  await keyboard.follow(keyboard.button('Remove the mark'));
  await expect(callButton(page)).not.toHaveAttribute('aria-disabled', 'true');
});

test('a contact is logged, details are edited, a number is added and removed', async ({ page, keyboard }) => {
  await keyboard.register();
  await keyboard.saveCustomer('Ada Abara', '212 555 0163');
  await hydrated(page);
  await keyboard.choose('Outcome', 'Left');
  await keyboard.type('Note', 'Calls back tomorrow');
  await keyboard.follow(keyboard.button('Log this contact'));
  await expect(page.getByRole('region', { name: 'History', exact: true })).toContainText('Left a message');

  await keyboard.follow(page.getByRole('link', { name: 'Edit', exact: true }));
  await expect(page.getByRole('heading', { name: 'Edit Ada Abara', exact: true })).toBeVisible();
  await hydrated(page);
  await keyboard.type('Phone', '212 555 0164');
  await keyboard.follow(keyboard.button('Add'));
  await expect(page.getByText('+1 212-555-0164')).toBeVisible();
  await keyboard.follow(keyboard.button('Remove').first());
  await expect(page.getByText('+1 212-555-0163')).toHaveCount(0);
  await keyboard.type('Full name', 'Ada Abara-Costa');
  await keyboard.follow(keyboard.button('Save'));
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Abara-Costa', exact: true })).toBeVisible();
});

test('a customer is searched, and a number is checked', async ({ page, keyboard }) => {
  await keyboard.register();
  await keyboard.saveCustomer('Ada Abara', '212 555 0165');
  await keyboard.follow(page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: 'Customers', exact: true }));
  await hydrated(page);
  await keyboard.type('Search customers', '0165');
  await keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Ada Abara', exact: true })).toBeVisible();
  // What was searched for stands in no address.
  expect(page.url()).not.toContain('0165');
  await keyboard.follow(page.getByRole('link', { name: 'Ada Abara', exact: true }));
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Abara', exact: true })).toBeVisible();

  await keyboard.follow(page.getByRole('link', { name: 'Check a number', exact: true }));
  await expect(page.getByRole('heading', { name: 'Check a number', exact: true })).toBeVisible();
  await hydrated(page);
  await keyboard.type('Phone', '(212) 555-0165');
  await keyboard.choose('Purpose', 'Marketing');
  await keyboard.follow(keyboard.button('Check'));
  await expect(page.getByText('may not be called')).toBeVisible();
  await expect(page.getByText('Ask for consent first')).toBeVisible();
});

test('a list is imported', async ({ page, keyboard }) => {
  // Whoever presses the button chooses this file; the browser shows no dialog of its own from now on.
  const list = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('Name,Phone,Shoe size\nAda Abara,212 555 0166,38\n') };
  page.on('filechooser', (chooser) => chooser.setFiles(list));
  await keyboard.register();
  await keyboard.follow(page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: 'Import customers', exact: true }));
  const file = page.getByLabel('File', { exact: true });
  await keyboard.follow(file);
  await expect(file).toHaveValue(/list\.csv$/);
  await keyboard.follow(keyboard.button('Upload'));
  await expect(page.getByRole('table', { name: 'Columns of the list', exact: true })).toBeVisible();
  await hydrated(page);
  await keyboard.choose('Shoe size', 'Leave');
  await keyboard.follow(keyboard.button('Dry run'));
  await expect(page.getByText('1 person will be added.')).toBeVisible();
  await keyboard.follow(keyboard.button('Import'));
  await expect(page).toHaveURL(/\/import\?run=/);
});

test('somebody is invited, gets another role and is stopped', async ({ page, keyboard, openBrowser }) => {
  await keyboard.register();
  await keyboard.follow(page.getByRole('link', { name: 'Team', exact: true }));
  await expect(page.getByRole('heading', { name: 'Team', exact: true })).toBeVisible();
  await hydrated(page);
  await keyboard.type('Work email', 'sam@example.com');
  await keyboard.choose('Role', 'Auditor');
  await keyboard.follow(keyboard.button('Invite'));
  const link = page.getByRole('textbox', { name: 'Invitation link', exact: true });
  await keyboard.reach(link);

  const invited = new Keyboard(await openBrowser());
  await invited.open(await link.inputValue());
  await invited.tick(invited.page.getByRole('checkbox'));
  await invited.follow(invited.button('Continue to registration'));
  await invited.type('Your name', 'Sam Rivera');
  await invited.type('Password', 'a long enough secret of Sam');
  await invited.follow(invited.button('Join'));
  await expect(invited.page.getByRole('heading', { name: 'Customers', exact: true })).toBeVisible();

  await keyboard.open('/team');
  await keyboard.choose('Role of Sam Rivera', 'Admin');
  await keyboard.follow(page.getByRole('row', { name: /Sam Rivera/ }).getByRole('button', { name: 'Change role', exact: true }));
  await expect(page.getByRole('combobox', { name: 'Role of Sam Rivera', exact: true }).locator('option:checked')).toHaveText('Admin');
  await keyboard.follow(page.getByRole('row', { name: /Sam Rivera/ }).getByRole('button', { name: 'Disable', exact: true }));
  await expect(page.getByRole('row', { name: /Sam Rivera/ })).toContainText('Disabled');
});

test('the audit log is narrowed down and widened', async ({ page, keyboard }) => {
  const { owner } = await keyboard.register();
  await keyboard.saveCustomer('Ada Abara', '212 555 0167');
  await keyboard.follow(page.getByRole('link', { name: 'Audit log', exact: true }));
  await expect(page.getByRole('heading', { name: 'Audit log', exact: true })).toBeVisible();
  await hydrated(page);
  await keyboard.choose('What', 'Customer added');
  await keyboard.choose('Who', owner.name);
  await keyboard.reach(page.getByLabel('From day', { exact: true }));
  await page.keyboard.type('01022026');
  await keyboard.follow(keyboard.button('Show'));
  await expect(page).toHaveURL(/from=2026-01-02/);
  await expect(page.getByRole('table', { name: 'Entries', exact: true }).getByRole('rowheader')).toHaveCount(1);
  await hydrated(page);
  await keyboard.follow(page.getByRole('link', { name: 'Show everything', exact: true }));
  await expect(page).toHaveURL(/\/audit-log$/);
});

test('in a narrow window the menu is opened, left and used', async ({ page, keyboard }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await keyboard.register();
  const menu = page.getByRole('navigation', { name: 'Main', exact: true });
  await keyboard.follow(keyboard.button('Menu'));
  await expect(menu).toBeVisible();
  await keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(keyboard.button('Menu')).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.follow(keyboard.button('Sign out'));
  await expect(page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
});
