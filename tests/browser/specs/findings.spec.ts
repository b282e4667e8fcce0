import { expect, test } from "../support/test.ts";

const SAMPLE = "src=samples/shop.json.gz";

test.beforeEach(async ({ app }) => {
  await app.start(`#/traces?${SAMPLE}`);
});

test("the cause of failed checkouts is found by two keys and opened at its span", async ({ app, page }) => {
  await app.traces.focus();
  await page.keyboard.press("Shift+F");
  await expect(page).toHaveURL(/#\/findings/);
  const failures = page.getByRole("table").first();
  const worst = failures.getByRole("row").nth(1);
  await expect(worst).toContainText("token_expired");
  await expect(worst).toContainText("auth");
  await expect(worst).toContainText("All 4 requests failed");
  await worst.getByRole("link", { name: /^Trace / }).first().click();
  await expect(app.selectedSpan).toContainText("auth");
});

test("the planted N+1 is named with its cost, and leads to the traces that have it", async ({ app, page }) => {
  await page.getByRole("link", { name: "Findings", exact: true }).click();
  const repeat = page.getByRole("row").filter({ hasText: "SELECT stock" });
  await expect(repeat).toContainText("N+1");
  await expect(repeat).toContainText("at most ×41");
  await repeat.getByRole("link", { name: /inventory/ }).click();
  await expect(page).toHaveURL(/#\/traces/);
  await expect(app.search).toHaveValue(/resource\.service\.name = "inventory"/);
  await expect(app.traceRows).toHaveCount(16);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Findings" })).toBeVisible();
});

test("every service has a score, and each failed rule a sentence", async ({ page }) => {
  await page.getByRole("link", { name: "Findings", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Instrumentation" })).toBeVisible();
  const scores = page.locator(".score");
  await expect(scores.first()).toContainText(/\d/);
  await expect(page.getByRole("row").filter({ hasText: "SPA-002" }).first()).toContainText(/\w/);
});
