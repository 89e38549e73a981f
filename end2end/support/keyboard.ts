import { expect, type Locator, type Page } from '@playwright/test';
import { hydrated } from './page';
import { somebody, statement, type Business } from './people';

/** More stops than any page has. */
const farthest = 200;

/** Somebody without a mouse. Wherever they come, they see where they are. */
export class Keyboard {
  constructor(readonly page: Page) {}

  /** Opens an address, and waits until the page answers. */
  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await hydrated(this.page);
  }

  /** Presses a key where the focus is. */
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** Goes on with the Tab key until the focus is there. */
  async reach(target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    for (let stop = 0; stop < farthest; stop += 1) {
      if (await hasFocus(target)) return;
      await this.press('Tab');
      await this.seesTheFocus();
    }
    throw new Error(`the Tab key does not lead to ${target}`);
  }

  /** Goes to a button or link, and presses it. */
  async follow(target: Locator): Promise<void> {
    await this.reach(target);
    await this.press('Enter');
  }

  /** Goes to a box or an answer, and ticks it. */
  async tick(target: Locator): Promise<void> {
    await this.reach(target);
    await this.press('Space');
    await expect(target).toBeChecked();
  }

  /** Goes to a field, and types over what is in it. */
  async type(label: string, text: string): Promise<void> {
    const field = this.page.getByLabel(label, { exact: true });
    await this.reach(field);
    await this.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
    await expect(field).toHaveValue(text);
  }

  /** Goes to a list, and types the first letters of one of its answers. */
  async choose(label: string, answer: string): Promise<void> {
    const list = this.page.getByRole('combobox', { name: label, exact: true });
    await this.reach(list);
    await this.page.keyboard.type(answer);
    await expect(list.locator('option:checked')).toHaveText(new RegExp(`^${answer}`));
  }

  /** Registers a business through the gate. */
  async register(): Promise<Business> {
    const owner = somebody();
    const name = 'Harbour Dental';
    await this.open('/register');
    await expect(this.page.getByText(statement)).toBeVisible();
    await this.tick(this.page.getByRole('checkbox', { name: 'I agree to the collection and use of my data', exact: true }));
    await this.follow(this.button('Continue to registration'));
    await expect(this.page.getByRole('heading', { name: 'Create your business', exact: true })).toBeVisible();
    await this.type('Business name', name);
    await this.choose('Country', 'United S');
    await this.type('Your name', owner.name);
    await this.type('Work email', owner.email);
    await this.type('Password', owner.password);
    await this.press('Enter');
    await expect(this.page.getByRole('heading', { name: 'Customers', exact: true })).toBeVisible();
    return { name, owner };
  }

  /** Saves somebody who agreed, and stays on their page. */
  async saveCustomer(name: string, phone: string): Promise<void> {
    await this.open('/customers/new');
    await this.follow(this.button('Yes'));
    await this.type('Full name', name);
    await this.type('Phone', phone);
    await this.type('Time zone', 'America/New_York');
    await this.follow(this.button('Save customer'));
    await expect(this.page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
  }

  /** The button of this name. */
  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Checks that the place of the focus is marked by a ring, and that nothing lies over it. */
  private async seesTheFocus(): Promise<void> {
    const unseen = await this.page.evaluate(() => {
      const focused = document.activeElement;
      // Between the last stop and the first one the browser itself has the focus.
      if (focused === null || focused === document.body) return undefined;
      // The calendar in a field for a day is a part of the browser, with a ring of its own.
      if (focused.matches('input[type=date]:not(:focus-visible)')) return undefined;
      const ring = [focused, focused.closest('label')].find((it) => {
        const { outlineStyle, outlineWidth } = it === null ? { outlineStyle: 'none', outlineWidth: '0' } : getComputedStyle(it);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      });
      const what = focused.outerHTML.slice(0, 200);
      if (ring === undefined || ring === null) return `no ring around ${what}`;
      const { left, right, top, bottom } = ring.getClientRects()[0]!;
      const above = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      if (above === null) return `out of sight: ${what}`;
      return ring.contains(above) || above.contains(ring) ? undefined : `${above.outerHTML.slice(0, 200)} lies over ${what}`;
    });
    expect(unseen, `the focus on ${this.page.url()}`).toBeUndefined();
  }
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((it) => it === document.activeElement);
}
