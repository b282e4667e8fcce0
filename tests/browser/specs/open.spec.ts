import { expect, test } from "../support/test.ts";
import { ONE_TRACE, THREE_TRACES } from "../support/traces.ts";

test("a first visit says what to do, and that nothing is uploaded", async ({ app, page }) => {
  await app.start();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(app.openFiles).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/nothing (is uploaded|leaves)|upload/i);
});

test("the sample opens with one click", async ({ app, page }) => {
  await app.start();
  await page.getByRole("button", { name: "Open the sample" }).click();
  await expect(app.traceRows.first()).toBeVisible();
  await expect(app.chips).toContainText("shop.json.gz");
  // What can be fetched again is brought back by the address.
  await page.reload();
  await expect(app.traceRows.first()).toBeVisible();
});

test("the picker", async ({ app, page }) => {
  await app.start();
  const chooser = page.waitForEvent("filechooser");
  await app.openFiles.click();
  await (await chooser).setFiles([
    { name: "shop.json", mimeType: "application/json", buffer: Buffer.from(THREE_TRACES) },
    { name: "mail.json", mimeType: "application/json", buffer: Buffer.from(ONE_TRACE) },
  ]);
  await expect(app.traceRows).toHaveCount(4);
});

test("pasted text", async ({ app, context, page }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.start();
  await page.evaluate((text) => navigator.clipboard.writeText(text), ONE_TRACE);
  await page.keyboard.press("Control+V");
  await expect(app.traceHeading).toContainText("Send letter");
});

test("pasting into a field stays in the field", async ({ app, context, page }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.start();
  await page.evaluate(() => navigator.clipboard.writeText("http://127.0.0.1/traces.json"));
  const field = page.getByLabel("Address of a file");
  await field.focus();
  await page.keyboard.press("Control+V");
  await expect(field).toHaveValue("http://127.0.0.1/traces.json");
  await expect(app.chips).toBeHidden();
});

test("an address is fetched", async ({ app, page, site }) => {
  await app.start();
  await page.getByLabel("Address of a file").fill(site.add("given/by-address.json", THREE_TRACES));
  await page.getByRole("button", { name: "Fetch" }).click();
  await expect(app.traceRows).toHaveCount(3);
  await expect(page).toHaveURL(/src=/);
});

test("an address that is not there is told", async ({ app, page, site, watch }) => {
  watch.allow(/404/);
  await app.start();
  await page.getByLabel("Address of a file").fill(`${site.origin}/nowhere.json`);
  await page.getByRole("button", { name: "Fetch" }).click();
  await expect(page.locator("body")).toContainText("404");
  await expect(app.openFiles).toBeVisible();
});
