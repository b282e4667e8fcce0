import type { Page } from "@playwright/test";
import { App } from "../support/app.ts";
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

test("an embedded page brings nothing back and keeps nothing", async ({ app, page }) => {
  // In the same browser the person has said yes, on a page of its own.
  await app.start();
  await app.open({ name: "three.json", body: THREE_TRACES });
  await keep(app, page);
  const before = await kept(page);
  expect(before.list).toContain("three.json");
  expect(before.names).toHaveLength(1);

  await page.goto(`${app.base}/index.html?again#/open?embed=1`);
  await app.ready();
  await app.drop({ name: "mail.json", body: ONE_TRACE });
  // It is alone: with what was kept there would be a list.
  await expect(app.traceHeading).toContainText("Send letter");
  await app.ready();
  expect(await kept(page)).toEqual(before);

  await page.goto(`${app.base}/index.html?own`);
  await app.ready();
  await expect(app.traceRows).toHaveCount(3);
});

test("two windows keep into one list, and neither takes away what is the other's", async ({ app, page, context }) => {
  const other = new App(await context.newPage(), app.base, app.folder);
  await app.start();
  await other.start();
  await app.open({ name: "three.json", body: THREE_TRACES });
  await keep(app, page);
  // The other window was there before and has read no list with a file in it.
  await other.open({ name: "mail.json", body: ONE_TRACE });
  await other.chips.click();
  await expect(other.page.locator("#files .kept")).toContainText("2 files");
  await app.chips.click();
  await expect(page.locator("#files .kept"), "this window hears of it").toContainText("2 files");
  // What this window closes was its own.
  await page.getByRole("button", { name: "Close all" }).click();
  await expect(other.page.locator("#files .kept")).toContainText("1 file,");
  await page.reload();
  await app.ready();
  await expect(app.traceHeading).toContainText("Send letter");
  // Who says no says it for all windows.
  await app.chips.click();
  await page.getByRole("button", { name: "Forget" }).click();
  await expect(other.page.getByRole("button", { name: "Keep for the next visit" })).toBeVisible();
  await other.page.keyboard.press("Escape");
  await other.open({ name: "three.json", body: THREE_TRACES });
  await other.chips.click();
  await expect(other.files).toHaveCount(2);
  await other.ready();
  expect(await kept(other.page)).toMatchObject({ list: expect.not.stringContaining("three.json"), names: [] });
  await page.reload();
  await app.ready();
  await expect(app.chips).toBeHidden();
});

/** Says yes to keeping what is open, and waits until it is kept. */
async function keep(app: App, page: Page) {
  await app.chips.click();
  await page.getByRole("button", { name: "Keep for the next visit" }).click();
  await expect(page.locator("#files .kept")).toContainText(/\d files?, \d/);
  await page.keyboard.press("Escape");
}

/** The list, and the names of what lies in the browser. */
function kept(page: Page) {
  return page.evaluate(async () => {
    const names: string[] = [];
    // TypeScript's library does not know yet that a folder can be walked.
    const folder = (await navigator.storage.getDirectory()) as unknown as { keys(): AsyncIterable<string> };
    for await (const name of folder.keys()) names.push(name);
    return { list: localStorage.getItem("spanscope.kept"), names };
  });
}
