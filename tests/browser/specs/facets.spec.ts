import type { Page } from "@playwright/test";
import type { App } from "../support/app.ts";
import { otlp } from "../support/otlp.ts";
import { expect, test } from "../support/test.ts";
import { THREE_TRACES } from "../support/traces.ts";

const panel = (page: Page) => page.getByRole("complementary", { name: "Facets" });
const group = (page: Page, name: string) => panel(page).getByRole("region", { name });
const value = (page: Page, facet: string, name: RegExp) => group(page, facet).getByRole("button", { name });

async function open(app: App) {
  await app.start();
  await app.open({ name: "shop.json", body: THREE_TRACES });
  await expect(app.traceRows).toHaveCount(3);
}

test("a click on a value asks for it, another takes it back", async ({ app, page }) => {
  await open(app);
  const bank = value(page, "Service", /^bank: 1 trace$/);
  await expect(value(page, "Service", /^web: 3 traces$/)).toHaveAttribute("aria-pressed", "false");
  await bank.click();
  await expect(app.search).toHaveValue('{ resource.service.name = "bank" }');
  await expect(app.traceRows).toHaveCount(1);
  await expect(bank).toHaveAttribute("aria-pressed", "true");
  await expect(page).toHaveURL(/q=.*bank/);
  await expect(value(page, "Operation", /^Authorise: 1 trace$/)).toBeVisible();
  await expect(group(page, "Operation").locator(".facet-row")).toHaveCount(1);
  await bank.click();
  await expect(app.search).toHaveValue("");
  await expect(app.traceRows).toHaveCount(3);
});

test("Alt and a click exclude a value, and words go on as words", async ({ app, page }) => {
  await open(app);
  await app.search.fill("products");
  await expect(app.traceRows).toHaveCount(2);
  await value(page, "Operation", /^GET products/).click({ modifiers: ["Alt"] });
  await expect(app.search).toHaveValue('products -name="GET products"');
  await expect(value(page, "Operation", /^GET products: excluded$/)).toBeVisible();
  await value(page, "Kind", /^server/).click();
  await expect(app.search).toHaveValue('products -name="GET products" kind=server');
  await value(page, "Operation", /^GET products: excluded$/).click();
  await expect(app.search).toHaveValue("products kind=server");
});

test("the keyboard reaches every value, presses and excludes it, and stays there", async ({ app, page }) => {
  await open(app);
  await value(page, "Service", /^web/).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const focused = page.locator(":focus");
  const name = await focused.locator(".facet-label").innerText();
  await page.keyboard.press("Enter");
  await expect(app.search).toHaveValue(`{ resource.service.name = "${name}" }`);
  await expect(focused.locator(".facet-label")).toHaveText(name);
  await expect(focused).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Alt+Enter");
  await expect(app.search).toHaveValue(`{ !(resource.service.name = "${name}") }`);
  await expect(focused).toHaveAccessibleName(`${name}: excluded`);
});

test("a condition in the link stands in the panel even where nothing has it", async ({ app, page, site }) => {
  site.add("given/three.json", THREE_TRACES);
  const q = encodeURIComponent('{ span.tier = "gold" && status = error }');
  await app.start(`#/traces?src=given/three.json&q=${q}`);
  await expect(app.traceRows).toHaveCount(0);
  await expect(value(page, "tier", /^gold: no trace$/)).toHaveAttribute("aria-pressed", "true");
  await value(page, "tier", /^gold/).click();
  await expect(app.search).toHaveValue("{ status = error }");
  await expect(app.traceRows).toHaveCount(1);
});

test("more values than fit are there by their letters", async ({ app, page }) => {
  const roots = Array.from({ length: 30 }, (_, nth) => ({ service: "web", name: `GET /page/${nth}`, from: 0, to: 10 }));
  await app.start();
  await app.open({ name: "pages.json", body: otlp(roots) });
  const operations = group(page, "Operation");
  await expect(operations.locator(".facet-row")).toHaveCount(6);
  await operations.getByRole("button", { name: "24 more…" }).click();
  await expect(operations.locator(".facet-row")).toHaveCount(30);
  const letters = operations.getByRole("searchbox");
  await expect(letters).toBeFocused();
  await letters.fill("/2");
  await expect(operations.locator(".facet-row")).toHaveCount(11);
  await letters.press("Escape");
  await expect(operations.locator(".facet-row")).toHaveCount(6);
});

test("the panel and its facets stay as they were left", async ({ app, page }) => {
  await open(app);
  await group(page, "Kind").getByRole("button", { name: "Kind" }).click();
  await expect(group(page, "Kind").locator(".facet-row")).toHaveCount(0);
  await app.traces.focus();
  await page.keyboard.press("f");
  await expect(panel(page)).toBeHidden();
  await open(app);
  await expect(panel(page)).toBeHidden();
  await page.getByRole("button", { name: "Facets" }).click();
  await expect(group(page, "Status").locator(".facet-row").first()).toBeVisible();
  await expect(group(page, "Kind").locator(".facet-row")).toHaveCount(0);
});

test("health checks go by one click, in the text of the search", async ({ app, page }) => {
  const root = (name: string) => ({ service: "web", name, from: 0, to: 10 });
  await app.start();
  await app.open({ name: "checks.json", body: otlp([root("GET /cart"), root("GET /healthz"), root("PING")]) });
  await expect(app.traceRows).toHaveCount(3);
  const hide = page.getByRole("checkbox", { name: "Hide health checks" });
  await hide.check();
  await expect(app.traceRows).toHaveCount(2);
  await expect(app.search).toHaveValue(/^\{ !\(rootName =~ /);
  await expect(page).toHaveURL(/healthz|health%28z/);
  await hide.uncheck();
  await expect(app.search).toHaveValue("");
  await expect(app.traceRows).toHaveCount(3);
});

test("on a narrow window the panel is a sheet", async ({ app, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(app);
  await expect(panel(page)).toBeHidden();
  await page.getByRole("button", { name: "Facets" }).click();
  await expect(panel(page)).toBeVisible();
  await value(page, "Service", /^bank/).click();
  await page.getByRole("button", { name: "Hide the facets" }).focus();
  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
  await expect(app.traceRows).toHaveCount(1);
});

test("searches are kept under a name, found again and deleted", async ({ app, page }) => {
  await open(app);
  await app.search.fill("{ status = error }");
  await app.search.press("Enter");
  const button = page.getByRole("button", { name: "Saved searches and earlier ones" });
  const menu = page.getByRole("dialog", { name: "Searches" });
  await button.click();
  await expect(menu.getByText("{ status = error }")).toBeVisible();
  await menu.getByRole("textbox", { name: "Name for this search" }).fill("Errors");
  await menu.getByRole("button", { name: "Save", exact: true }).click();
  await page.reload();
  await open(app);
  await button.click();
  await menu.getByRole("button", { name: /^Errors/ }).click();
  await expect(app.search).toHaveValue("{ status = error }");
  await expect(app.traceRows).toHaveCount(1);
  await button.click();
  await menu.getByRole("button", { name: "Delete Errors" }).click();
  await expect(menu.getByRole("button", { name: "Delete Errors" })).toHaveCount(0);
  await menu.getByRole("button", { name: "Forget" }).click();
  await expect(menu.getByRole("heading", { name: "Searched before" })).toHaveCount(0);
});

test("examples of searches can be tried", async ({ app, page }) => {
  await open(app);
  await page.getByRole("button", { name: "Saved searches and earlier ones" }).click();
  await page.getByRole("button", { name: "What can be searched for…" }).click();
  const sheet = page.getByRole("dialog", { name: "What can be searched for" });
  await sheet.getByRole("button", { name: "{ status = error }", exact: true }).click();
  await expect(sheet).toBeHidden();
  await expect(app.search).toHaveValue("{ status = error }");
  await expect(app.traceRows).toHaveCount(1);
});
