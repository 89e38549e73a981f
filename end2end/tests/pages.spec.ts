import { saveCustomer } from '../support/customers';
import { axe, fitsTheScreen, hydrated } from '../support/page';
import { registerBusiness } from '../support/people';
import { expect, test } from '../support/test';

const publicPages = ['/', '/register', '/register/declined', '/sign-in', '/forgot', '/privacy', '/dpa'];
const staffPages = ['/customers', '/customers/new', '/check', '/import', '/dashboard', '/audit-log', '/team', '/settings', '/account'];

for (const path of publicPages) {
  test(`everybody can use ${path}`, async ({ page }) => {
    await page.goto(path);
    await hydrated(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await fitsTheScreen(page);
    await axe(page);
  });
}

test('everybody can use the pages of staff', async ({ page }) => {
  test.slow();
  await registerBusiness(page);
  await saveCustomer(page, 'Yes', { name: 'Femi Abara', phone: '212 555 0120' });
  const customer = new URL(page.url()).pathname;
  await saveCustomer(page, 'Yes, but no calls', { name: 'Grace Berg', phone: '212 555 0121' });
  const blocked = new URL(page.url()).pathname;
  for (const path of [...staffPages, customer, blocked, `${customer}/edit`, `${customer}/interaction`]) {
    await page.goto(path);
    await hydrated(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await fitsTheScreen(page);
    await axe(page);
  }
});
