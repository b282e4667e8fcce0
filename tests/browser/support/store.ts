import { expect, type Locator, type Page } from "@playwright/test";

/** The store of a query endpoint as a person meets it. */
export class Store {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Types an address into the form and presses the button. */
  async connect(address: string, { kind, tenant, headers }: { kind?: string; tenant?: string; headers?: string } = {}) {
    await this.page.getByRole("textbox", { name: "Address", exact: true }).fill(address);
    if (kind) await this.page.getByLabel("Kind").selectOption({ label: kind });
    if (tenant !== undefined || headers !== undefined) {
      await this.page.getByText("Tenant and headers").click();
      if (tenant !== undefined) await this.page.getByLabel("Tenant").fill(tenant);
      if (headers !== undefined) await this.page.getByLabel("Headers, one a line").fill(headers);
    }
    await this.page.getByRole("button", { name: "Test and connect" }).click();
  }

  /** The head of a store that is connected. */
  get heading(): Locator {
    return this.page.getByRole("heading", { name: /^The whole store at/ });
  }

  get grid(): Locator {
    return this.page.getByRole("grid", { name: "Traces in the store" });
  }

  /** Rows of the list without its head. */
  get rows(): Locator {
    return this.grid.getByRole("row").filter({ has: this.page.getByRole("link") });
  }

  get search(): Locator {
    return this.page.getByRole("search", { name: "Search the store" });
  }

  /** The button that shows a part of the whole store. */
  part(name: string): Locator {
    return this.page.getByRole("group", { name: "Of the whole store" }).getByRole("button", { name, exact: true });
  }

  /** Numbers of the whole store. */
  get numbers(): Locator {
    return this.page.getByRole("region", { name: "Numbers of the whole store" });
  }

  /** Searches for a text. */
  async find(text: string) {
    await this.search.getByLabel("TraceQL").fill(text);
    await this.search.getByRole("button", { name: "Search" }).click();
  }

  /** Why there was no answer. */
  get why(): Locator {
    return this.page.locator(".unanswered");
  }

  /** Loads all that were found and waits until they are. */
  async load() {
    await this.page.getByRole("button", { name: /^Load \d+ traces?$/ }).click();
    await expect(this.page.getByRole("button", { name: "Show the loaded traces" })).toBeVisible();
  }
}
