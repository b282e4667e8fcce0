import type { App } from "../support/app.ts";
import { expect, test } from "../support/test.ts";
import { THREE_TRACES } from "../support/traces.ts";

const grid = (app: App) => app.page.getByRole("grid", { name: "Groups of traces" });
const groups = (app: App) => grid(app).locator("[role=row][id^=group-]");
const menu = (app: App) => app.page.getByRole("dialog", { name: "Group by" });

test.beforeEach(async ({ app, site }) => {
  site.add("given/shop.json", THREE_TRACES);
  await app.start("#/traces?src=given/shop.json");
  await expect(app.traceRows).toHaveCount(3);
});

test("groups say how many traces they have, and open into them", async ({ app, page }) => {
  await page.getByRole("button", { name: "Group", exact: true }).click();
  await menu(app).getByRole("button", { name: "Root operation" }).click();
  await expect(groups(app)).toHaveCount(3);
  await expect(page).toHaveURL(/by=root/);
  await expect(app.traceCount).toHaveText(/^3 groups of 3 traces in /);
  const checkout = groups(app).filter({ hasText: "POST /checkout" });
  await expect(checkout.locator(".cell-traces")).toHaveText(/^1\s*33 %$/);
  await expect(checkout.locator(".cell-errors")).toHaveText("1 · 100 %");
  await expect(checkout.locator(".cell-quantile")).toHaveText(["1.2 s", "1.2 s", "1.2 s"]);

  // Every column sorts.
  await grid(app).getByRole("columnheader").filter({ hasText: "p95" }).getByRole("button").click();
  await expect(groups(app).first()).toContainText("POST /checkout");
  await expect(page).toHaveURL(/sort=-p95/);
  await grid(app).getByRole("columnheader").filter({ hasText: "p95" }).getByRole("button").click();
  await expect(groups(app).first()).toContainText("GET /about");

  // A group opens into its traces; going back leads to the groups, and to where they were left.
  await groups(app).filter({ hasText: "GET /products" }).getByRole("link").click();
  await expect(app.traceRows).toHaveCount(1);
  await expect(app.traceRows).toContainText("GET /products");
  await expect(app.search).toHaveValue(/rootName = .GET \/products./);
  await page.goBack();
  await expect(groups(app)).toHaveCount(3);
  await expect(app.search).toHaveValue("");
  await expect(grid(app).locator("[aria-selected=true]")).toContainText("GET /products");
});

test("groups by an attribute, of what is searched for, by the keyboard alone", async ({ app, page }) => {
  await page.getByRole("button", { name: "Group", exact: true }).focus();
  await page.keyboard.press("Enter");
  await menu(app).getByRole("combobox").focus();
  await page.keyboard.type("http.request.method");
  await expect(menu(app).getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(grid(app)).toBeFocused();
  await expect(groups(app)).toHaveCount(2);
  await expect(groups(app).nth(0)).toContainText("POST");
  await expect(groups(app).nth(1)).toContainText("(no value)");
  // The search has no words for traces of which no span has a value.
  await expect(groups(app).nth(1).getByRole("link")).toHaveCount(0);

  await app.search.fill("service=catalogue");
  await expect(groups(app)).toHaveCount(1);
  await expect(app.traceCount).toContainText("1 group of 2 traces");
  await app.search.fill("");
  await expect(groups(app)).toHaveCount(2);

  await grid(app).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(app.traceRows).toHaveCount(1);
  await page.goBack();
  await expect(groups(app)).toHaveCount(2);
  await page.keyboard.press("Escape");
  await expect(app.traceRows).toHaveCount(3);
});

test("a trace that stands in several groups is told of", async ({ app }) => {
  await app.start("#/traces?src=given/shop.json&by=service");
  await expect(groups(app).first()).toContainText("web");
  await expect(groups(app).first().locator(".cell-traces")).toHaveText(/^3\s*100 %$/);
  await expect(app.traceCount).toHaveText(/; 3 traces stand in several groups$/);
});
