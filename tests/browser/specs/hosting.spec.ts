import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "../support/test.ts";
import { App } from "../support/app.ts";
import { DIST } from "../support/paths.ts";
import { saved } from "../support/saved.ts";
import { startSite } from "../support/site.ts";

test.use({ serviceWorkers: "allow" });

const isKept = () => navigator.serviceWorker.ready.then(() => true);

test("after the first visit the page opens without a network, below any folder", async ({ page, context, site }, info) => {
  const app = new App(page, `${site.origin}/a/deep/folder`, info.outputPath());
  await app.start();
  expect(await page.evaluate(isKept)).toBe(true);
  await context.setOffline(true);
  await page.reload();
  await app.ready();
  await page.getByRole("button", { name: "Open the sample" }).click();
  await expect(app.traceRows.first()).toBeVisible();
});

test("a newer version takes over when no tab shows the older one", async ({ context, watch }, info) => {
  const site = await startSite();
  watch.allow(/.*/);
  const title = async () => {
    const page = await context.newPage();
    await new App(page, site.origin, info.outputPath()).start();
    await page.evaluate(isKept);
    const title = await page.evaluate(() => document.querySelector("meta[name=description]")?.getAttribute("content"));
    return { page, title };
  };
  const first = await title();
  const read = (file: string) => readFileSync(join(DIST, file), "utf8");
  site.add("index.html", read("index.html").replace("Open a trace", "NEWER"), {
    type: "text/html; charset=utf-8",
  });
  const worker = read("service-worker.js");
  site.add("service-worker.js", worker.replace(/const VERSION = ".*?"/, 'const VERSION = "newer"'));
  // A tab of the older version is open: the newer one is taken, and waits.
  const second = await title();
  expect(second.title).toBe(first.title);
  await second.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
  });
  await expect
    .poll(() => second.page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state ?? "none"))
    .toBe("installed");
  await first.page.close();
  await second.page.close();
  await expect.poll(async () => {
    const third = await title();
    await third.page.close();
    return third.title;
  }).toContain("NEWER");
  await site.close();
});

test("below a path of its own nothing is refused and nothing fails", async ({ page, site }, info) => {
  const faults: string[] = [];
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // A packed file ends before its answer does: the page calls the rest off itself.
    if (why !== "net::ERR_ABORTED") faults.push(`failed: ${request.url()} ${why}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
    const isOurs = [`${site.origin}/tools/spanscope/`, "blob:"].some((ours) => response.url().startsWith(ours));
    if (!isOurs) faults.push(`elsewhere: ${response.url()}`);
  });
  await page.exposeFunction("refused", (what: string) => faults.push(`refused by the policy: ${what}`));
  await page.addInitScript(() => {
    const { refused } = window as unknown as { refused: (what: string) => void };
    addEventListener("securitypolicyviolation", (event) => refused(`${event.violatedDirective} ${event.blockedURI}`));
  });
  const app = new App(page, `${site.origin}/tools/spanscope`, info.outputPath());
  await app.start();
  await page.getByRole("button", { name: "Open the sample" }).click();
  await expect(app.traceRows.first()).toBeVisible();
  for (const [keys, mark] of [
    ["Shift+s", ".graph-box"],
    ["Shift+l", "[data-picture=heatmap]"],
    ["Shift+c", ".compare-sentence"],
    ["Shift+f", ".findings-view"],
    ["Shift+t", ".trace-grid"],
  ] as const) {
    await page.keyboard.press(keys);
    await expect(page.locator(mark)).toBeVisible();
  }
  await app.openTrace(0);
  for (const tab of ["2", "3", "4", "5", "1"]) await page.keyboard.press(tab);
  await app.spanRows.first().click();
  await expect(app.detail).toBeVisible();
  await page.getByRole("button", { name: "Share…" }).click();
  await saved(page, () => page.getByRole("menuitem", { name: "Picture of this view" }).click());
  expect(faults).toEqual([]);
});

test("the settings are those of now, and without a network those of last time", async ({ page, context, watch }, info) => {
  watch.allow(/.*/);
  const site = await startSite();
  const app = new App(page, site.origin, info.outputPath());
  const theme = page.locator("html");
  await page.emulateMedia({ colorScheme: "light" });
  await app.start();
  expect(await page.evaluate(isKept)).toBe(true);
  site.add("config.json", '{"theme": "dark"}');
  await page.reload();
  await app.ready();
  await expect(theme).toHaveAttribute("data-theme", "dark");
  await context.setOffline(true);
  await page.reload();
  await app.ready();
  await expect(theme).toHaveAttribute("data-theme", "dark");
  await site.close();
});

test("a page in a frame keeps nothing", async ({ page, site, otherSite }) => {
  const html = `<!doctype html><link rel="icon" href="data:,"><iframe src="${site.origin}/index.html?framed#/open?embed=1"></iframe>`;
  await page.goto(otherSite.add("host.html", html));
  const frame = page.frameLocator("iframe");
  await expect(frame.locator("html[data-ready='true']")).toBeAttached();
  const count = await frame.locator("html").evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
  expect(count).toBe(0);
});
