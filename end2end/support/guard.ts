import { type BrowserContext, type Page } from '@playwright/test';

/** What a browser complains about while a test runs; a hydration error, for one, shows only there. */
export class Guard {
  constructor(private readonly runsScripts: boolean) {}

  private readonly complaints: string[] = [];
  private readonly expected: RegExp[] = [];

  /** Watches every page of a browser context, those that open later included. */
  watch(context: BrowserContext): void {
    for (const page of context.pages()) this.watchPage(page);
    context.on('page', (page) => this.watchPage(page));
  }

  /** Says that a complaint like this belongs to the test, such as the status of a refused form. */
  expect(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  /** The complaints that nobody expected. */
  unexpected(): string[] {
    return this.complaints.filter((complaint) => !this.expected.some((pattern) => pattern.test(complaint)));
  }

  private watchPage(page: Page): void {
    page.on('console', (message) => {
      // What a page loads ahead for its scripts is not used where none run.
      if (!this.runsScripts && message.text().includes('was preloaded using link preload but not used')) return;
      if (message.type() === 'error' || message.type() === 'warning') {
        this.complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
    page.on('pageerror', (error) => this.complaints.push(`error on the page: ${error.message}`));
    page.on('crash', () => this.complaints.push(`the page crashed: ${page.url()}`));
    page.on('response', (response) => {
      if (response.status() >= 500) {
        this.complaints.push(`status ${response.status()}: ${response.request().method()} ${response.url()}`);
      }
    });
    page.on('requestfailed', (request) => {
      // A page that is left gives up what it was still loading.
      const reason = request.failure()?.errorText ?? 'no reason given';
      if (reason === 'net::ERR_ABORTED') return;
      // A browser without JavaScript does not fetch scripts, and calls that so.
      if (reason === 'csp' && request.resourceType() === 'script' && !this.runsScripts) return;
      this.complaints.push(`failed request: ${request.method()} ${request.url()} (${reason})`);
    });
  }
}
