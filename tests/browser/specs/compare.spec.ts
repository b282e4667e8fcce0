import { expect, test } from "../support/test.ts";
import { typeOver } from "../support/typing.ts";

const SAMPLE = "src=samples/shop.json.gz";
/** The sample's slow operation, cut as a brush over its slow band cuts it. */
const SLOW_BAND = `slow=${encodeURIComponent("op:GET /cart;p95..")}&fast=${encodeURIComponent("op:GET /cart;p25..p75")}`;

test("the cause of slow requests is read, and its exemplar shows the cold query", async ({ app, page }) => {
  await app.start(`#/compare?${SAMPLE}&${SLOW_BAND}`);
  const sentence = page.locator(".compare-sentence");
  await expect(sentence).toContainText(/Slow GET \/cart takes .* longer/);
  await expect(sentence).toContainText("SELECT cart_item");
  await expect(sentence).toContainText("app.cache.hit = false");
  const gap = page.getByRole("table").first();
  await expect(gap.getByRole("row").nth(1)).toContainText("Fast, on average");
  await expect(gap.getByRole("row").last()).toContainText("Slow, on average");
  await expect(gap).toContainText("SELECT cart_item");
  const pair = page.getByRole("table").last();
  await expect(pair.getByRole("row").filter({ hasText: "SELECT cart_item" }).first()).toContainText(/×|only slow/);
  await page.getByTitle(/^Open [0-9a-f]{32}$/).first().click();
  await expect(page).toHaveURL(/#\/trace\//);
  await expect(app.spanRows.filter({ hasText: "SELECT cart_item" }).first()).toBeVisible();
});

test("without cohorts the view has an answer, and says how many traces are on both sides", async ({ app, page }) => {
  await app.start(`#/traces?${SAMPLE}`);
  await app.traces.focus();
  await page.keyboard.press("Shift+C");
  await expect(page).toHaveURL(/#\/compare/);
  await expect(page.locator(".compare-sentence")).toContainText(/takes .* longer/);
  await expect(page.getByRole("group", { name: "Slow" })).toContainText(/[1-9]\d* traces/);
  await expect(page.getByRole("group", { name: "Fast" })).toContainText(/[1-9]\d* traces/);
});

test("cohorts are typed, swapped and chosen, and each wrong one is told", async ({ app, page }) => {
  await app.start(`#/compare?${SAMPLE}&${SLOW_BAND}`);
  await expect(page.locator(".compare-sentence")).toContainText("longer");
  await page.getByRole("button", { name: "Swap" }).click();
  await expect(page.locator(".compare-sentence")).toContainText("less");
  await expect(page).toHaveURL(/slow=op:GET%20\/cart%3Bp25\.\.p75/);
  const slow = page.getByRole("textbox", { name: "Slow cohort" });
  await typeOver(slow, "p99..p1");
  await slow.press("Enter");
  await expect(page.getByRole("alert")).toContainText("ends before it begins");
  await page.getByRole("combobox", { name: "Choose the slow cohort" }).selectOption({ label: "With an error" });
  await expect(page.getByRole("alert")).toBeHidden();
  await expect(page).toHaveURL(/slow=.*status/);
});

test("a search is compared with the rest by one click, and a row leads to its traces", async ({ app, page }) => {
  await app.start(`#/traces?${SAMPLE}&q=${encodeURIComponent("{ status = error }")}`);
  await page.getByRole("button", { name: "Compare with the rest" }).click();
  await expect(page).toHaveURL(/#\/compare/);
  const link = page.getByRole("table").first().getByRole("link").first();
  await link.click();
  await expect(page).toHaveURL(/#\/traces/);
  await expect(app.traceRows.first()).toBeVisible();
});
