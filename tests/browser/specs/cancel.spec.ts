import { expect, test } from "../support/test.ts";
import { ONE_TRACE, THREE_TRACES } from "../support/traces.ts";

test("a first load is cancelled, and the page is as before", async ({ app, page, site }) => {
  const address = site.add("given/endless.json", THREE_TRACES, { stalls: true });
  await app.start();
  await page.getByLabel("Address of a file").fill(address);
  await page.getByRole("button", { name: "Fetch" }).click();
  await expect(app.progress).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(app.progress).toBeHidden();
  await app.ready();
  await expect(app.openFiles).toBeVisible();
  // The engine that was ended has a successor.
  await app.open({ name: "mail.json", body: ONE_TRACE });
  await expect(app.traceHeading).toContainText("Send letter");
});

test("what was open stays open when a further file is cancelled", async ({ app, page, site }) => {
  site.add("given/endless.json", THREE_TRACES, { stalls: true });
  await app.start();
  await app.open({ name: "mail.json", body: ONE_TRACE });
  await page.goto(`${page.url()}${page.url().includes("?") ? "&" : "?"}src=given/endless.json`);
  await expect(app.progress).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(app.progress).toBeHidden();
  await app.ready();
  await expect(app.traceHeading).toContainText("Send letter");
  await expect(app.spanRows).toHaveCount(1);
});
