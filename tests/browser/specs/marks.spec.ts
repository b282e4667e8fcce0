import type { App } from "../support/app.ts";
import { traceId } from "../support/otlp.ts";
import { expect, test } from "../support/test.ts";
import { THREE_TRACES } from "../support/traces.ts";

const menuButton = (app: App) => app.page.getByRole("button", { name: /marked traces?$/ });
const menu = (app: App) => app.page.getByRole("dialog", { name: "Marked traces" });
const marked = (app: App) => app.traces.getByRole("button", { name: "Mark the trace", pressed: true });

test.beforeEach(async ({ app, site }) => {
  site.add("given/shop.json", THREE_TRACES);
  await app.start("#/traces?src=given/shop.json");
  await expect(app.traceRows).toHaveCount(3);
});

test("m marks a trace in the list and in the trace, and takes the mark away", async ({ app, page }) => {
  await expect(menuButton(app)).toHaveCount(0);
  await page.keyboard.press("Home");
  await page.keyboard.press("m");
  await expect(marked(app)).toHaveCount(1);
  await expect(page).toHaveURL(new RegExp(`marks=${traceId(0)}`));
  await expect(menuButton(app)).toHaveAccessibleName("1 marked trace");
  await page.keyboard.press("Enter");
  const inTrace = page.getByRole("main").getByRole("button", { name: "Mark the trace" });
  await expect(inTrace).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("m");
  await expect(inTrace).toHaveAttribute("aria-pressed", "false");
  await inTrace.click();
  await expect(inTrace).toHaveAttribute("aria-pressed", "true");
  // Small changes reach the address a little later.
  await expect(page).toHaveURL(/marks=/);
  await page.reload();
  await expect(inTrace).toHaveAttribute("aria-pressed", "true");
});

test("the pointer marks in the list without opening the trace", async ({ app }) => {
  const row = app.traceRows.nth(1);
  await row.hover();
  await row.getByRole("button", { name: "Mark the trace" }).click();
  await expect(marked(app)).toHaveCount(1);
  await expect(app.traceRows).toHaveCount(3);
});

test("marked traces are listed, opened, shown alone, and forgotten", async ({ app, page }) => {
  await app.start(`#/traces?src=given/shop.json&marks=${traceId(1)},${traceId(0)},${traceId(7)}`);
  await expect(marked(app)).toHaveCount(2);
  await menuButton(app).click();
  const items = menu(app).getByRole("listitem");
  await expect(items).toHaveText([/^web\s*GET \/products.*300 ms$/, /^web\s*POST \/checkout.*1.2 s$/, /is not open$/]);
  await menu(app).getByRole("checkbox", { name: "Show only marked" }).check();
  await page.keyboard.press("Escape");
  await expect(app.traceRows).toHaveCount(2);
  await expect(app.traceCount).toHaveText(/^2 of 3 traces, 14 spans in /);
  await expect(page).toHaveURL(/only=marked/);
  await page.reload();
  await expect(app.traceRows).toHaveCount(2);

  // A search goes on inside.
  await app.search.fill("bank");
  await expect(app.traceRows).toHaveCount(1);
  await app.search.fill("about");
  await expect(page.getByRole("main")).toContainText(/No trace that is marked/);
  await app.search.fill("");

  await menuButton(app).click();
  await items.nth(0).getByRole("link").click();
  await expect(app.traceHeading).toContainText("GET /products");
  await page.keyboard.press("Escape");
  await expect(app.traceRows).toHaveCount(2);
  await menuButton(app).click();
  await items.nth(0).getByRole("button", { name: /^Remove the mark/ }).click();
  await expect(items).toHaveCount(2);
  await menu(app).getByRole("button", { name: "Remove all marks" }).click();
  await expect(menuButton(app)).toHaveCount(0);
  await expect(app.traceRows).toHaveCount(3);
  await expect(page).not.toHaveURL(/marks=|only=/);
});
