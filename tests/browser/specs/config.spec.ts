import { appendFileSync, writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { Host } from "../support/host.ts";
import { expect, test } from "../support/test.ts";
import { THREE_TRACES } from "../support/traces.ts";

/** Whoever runs the page has set this. */
const set = (page: Page, config: unknown) => page.route("**/config.json", (route) => route.fulfill({ json: config }));

test("the settings beside the page count", async ({ app, page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await set(page, { theme: "dark", sample: false });
  await app.start();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(app.openFiles).toBeVisible();
  await expect(page.getByRole("button", { name: "Open the sample" })).toHaveCount(0);
  // What the person chooses counts more.
  await app.themeSwitch.click();
  await page.reload();
  await app.ready();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});

test("the endpoint of the settings is offered, and not asked before that", async ({ app, page }) => {
  await set(page, { endpoint: { address: "https://tempo.example/api", kind: "tempo", tenant: "shop" } });
  await app.start("#/store");
  await expect(page.getByRole("main").getByLabel("Address", { exact: true })).toHaveValue("https://tempo.example/api");
  await expect(page.getByRole("main").getByLabel("Kind")).toHaveValue("tempo");
});

test("a theme in the link counts more than that of the settings", async ({ app, page }) => {
  // The sample that is not offered tells that the settings have come.
  await set(page, { theme: "dark", sample: false });
  await app.start("#/open?theme=light");
  await expect(app.openFiles).toBeVisible();
  await expect(page.getByRole("button", { name: "Open the sample" })).toHaveCount(0);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});

test("what is wrong in the settings is told, and the rest counts", async ({ app, page }) => {
  await set(page, { theme: "pink", sample: false, links: [{ attribute: "a", address: "javascript:alert(1)" }] });
  await app.start();
  await expect(app.notices).toContainText("config.json beside this page is not wholly understood");
  await expect(app.notices).toContainText("there is no theme \"pink\"");
  await expect(app.notices).toContainText("does not begin with https://");
  await expect(page.getByRole("button", { name: "Open the sample" })).toHaveCount(0);
});

test("a page without settings works", async ({ app, page, watch }) => {
  watch.allow(/404/);
  await page.route("**/config.json", (route) => route.fulfill({ status: 404 }));
  await app.start();
  await expect(page.getByRole("button", { name: "Open the sample" })).toBeVisible();
  await expect(app.notices).toBeEmpty();
});

test("a page around that the settings allow is told of what it did not load", async ({ page, site, otherSite }) => {
  site.add("given/secret.json", THREE_TRACES);
  await set(page, { allowed_origins: [otherSite.origin] });
  const host = await Host.open(page, site, otherSite, { hash: "#/traces?embed=1&src=given/secret.json" });
  await expect(host.rows).toHaveCount(3);
  expect(await page.evaluate(() => window.view.summary())).toMatchObject({ traces: 3 });
  await expect(host.frame.getByRole("region", { name: "Tell another page" })).toHaveCount(0);
});

test("a host that the settings allow is asked without a question", async ({ app, page, otherSite }) => {
  const address = otherSite.add("given/elsewhere.json", THREE_TRACES);
  await set(page, { allowed_hosts: [new URL(otherSite.origin).host] });
  await app.start(`#/traces?src=${encodeURIComponent(address)}`);
  await expect(app.traceRows).toHaveCount(3);
  await expect(page.getByRole("region", { name: "Fetch from another host" })).toHaveCount(0);
});

test("settings that do not come hold nothing up, and count when they do", async ({ page, site, otherSite }) => {
  site.add("given/secret.json", THREE_TRACES);
  let send = () => {};
  const sent = new Promise<void>((resolve) => (send = resolve));
  await page.route("**/config.json", async (route) => {
    await sent;
    await route.fulfill({ json: { allowed_origins: [otherSite.origin] } });
  });
  const hash = `#/traces?embed=1&src=given/secret.json&origin=${encodeURIComponent(otherSite.origin)}`;
  const host = await Host.open(page, site, otherSite, { hash });
  await expect(host.rows).toHaveCount(3);
  const refused = await page.evaluate(() => window.view.summary().catch((error: { code: string }) => error.code));
  expect(refused).toBe("not_allowed");
  expect(await host.heard("loaded")).toEqual([]);
  send();
  await expect.poll(() => host.heard("loaded")).toEqual([expect.objectContaining({ traces: 3 })]);
  expect(await page.evaluate(() => window.view.summary())).toMatchObject({ traces: 3 });
});

test("reading stops where the memory that is set ends, keeps what it has and says so", async ({ app, page }, info) => {
  test.setTimeout(120_000);
  const MEGABYTES = 64;
  await set(page, { memory_mb: MEGABYTES });
  // Twice as much as there is room for, each value another one.
  const line = (nth: number) => {
    const id = nth.toString(16).padStart(16, "0");
    const attributes = [{ key: "v", value: { stringValue: `${id} `.repeat(120) } }];
    const span = { traceId: id.repeat(2), spanId: id, name: "a", startTimeUnixNano: "1", endTimeUnixNano: "2", attributes };
    return `${JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] })}\n`;
  };
  const path = info.outputPath("large.jsonl");
  const spans = Math.ceil((2 * MEGABYTES * 1e6) / line(1).length);
  writeFileSync(path, "");
  for (let from = 1; from <= spans; from += 10_000) {
    appendFileSync(path, Array.from({ length: Math.min(10_000, spans - from + 1) }, (_, at) => line(from + at)).join(""));
  }
  await app.start();
  await app.ready();
  await app.dropPaths([path]);
  await expect(app.notices).toContainText("large.jsonl: Reading stopped: there is no memory for more", { timeout: 60_000 });
  await expect(app.notices).toContainText("What is open fills the 64 MB of memory that it may take");
  await expect(app.traceRows.first()).toBeVisible();
  await app.openTrace(0);
  await expect(app.spanRows.first()).toBeVisible();
});
