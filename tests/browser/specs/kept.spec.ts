import { expect, test } from "../support/test.ts";
import { ONE_TRACE, THREE_TRACES } from "../support/traces.ts";

test("nothing is kept unless the person says so", async ({ app, page }) => {
  await app.start();
  await app.open({ name: "three.json", body: THREE_TRACES });
  await page.reload();
  await app.ready();
  await expect(app.chips).toBeHidden();
});

test("kept files come back with a reload and with a deep link, until they are forgotten", async ({ app, page }) => {
  await app.start();
  await app.open({ name: "three.json", body: THREE_TRACES });
  await app.chips.click();
  await page.getByRole("button", { name: "Keep for the next visit" }).click();
  await expect(page.locator("#files .kept")).toContainText(/1 file, \d/);
  await page.keyboard.press("Escape");
  // What is opened later is kept as well.
  await app.open({ name: "mail.json", body: ONE_TRACE });
  await expect(app.traceRows).toHaveCount(4);
  await app.chips.click();
  await expect(page.locator("#files .kept")).toContainText("2 files");
  await page.keyboard.press("Escape");
  await app.openTrace(0);
  const heading = await app.traceHeading.textContent();
  await page.reload();
  await app.ready();
  await expect(app.traceHeading).toHaveText(heading ?? "");
  await app.chips.click();
  await expect(app.files.filter({ hasText: "mail.json" })).toBeVisible();
  await page.getByRole("button", { name: "Forget" }).click();
  await expect(page.getByRole("button", { name: "Keep for the next visit" })).toBeVisible();
  await page.reload();
  await app.ready();
  await expect(app.chips).toBeHidden();
});

test("an embedded page keeps nothing and does not offer to", async ({ app, page }) => {
  await app.start("#/open?embed=1");
  await app.drop({ name: "three.json", body: THREE_TRACES });
  await app.ready();
  await expect(page.getByRole("button", { name: "Keep for the next visit" })).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.getItem("spanscope.kept"))).toBeNull();
});
