import { expect, test } from "../support/test.ts";
import { THREE_TRACES } from "../support/traces.ts";

test("from a desk to a phone and back, in place", async ({ app, page, site }) => {
  site.add("given/shop.json", THREE_TRACES);
  await app.start("#/traces?src=given/shop.json");
  await app.openTrace(0);
  await app.spanRows.nth(1).click();
  await expect(app.detail).toBeVisible();
  for (const size of [
    { width: 390, height: 844 },
    { width: 844, height: 390 },
    { width: 1440, height: 900 },
  ]) {
    await page.setViewportSize(size);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
    await expect(app.detail).toBeInViewport();
  }
});

test.describe("on a phone", () => {
  test.use({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    // Firefox has no such mode.
    isMobile: async ({ browserName }, use) => use(browserName === "chromium"),
  });

  test("a trace is read with a finger", async ({ app, page, site, browserName }) => {
    test.skip(browserName !== "chromium", "stock Firefox cannot be told of fingers");
    site.add("given/shop.json", THREE_TRACES);
    await app.start("#/traces?src=given/shop.json");
    await app.traceRows.first().getByRole("link").first().tap();
    await expect(app.spanRows.first()).toBeVisible();
    await app.spanRows.nth(1).tap();
    await expect(app.detail).toBeVisible();
    await page.getByRole("button", { name: "Close details" }).tap();
    await expect(app.detail).toBeHidden();
    await expect(app.spanRows.nth(1)).toBeInViewport();
  });
});
