import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";
import { THREE_TRACES } from "../support/traces.ts";

/** Firefox asks the person each time before a page reads the clipboard. */
const NO_PASTE = "only Chromium lets a test read the clipboard";
test.use({
  permissions: async ({ browserName }, use) =>
    use(browserName === "chromium" ? ["clipboard-read", "clipboard-write"] : []),
});

const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

async function share(page: Page, item: string | RegExp) {
  await page.getByRole("button", { name: "Share…" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("a copied link brings the view back", async ({ app, page, site, browserName }) => {
  test.skip(browserName !== "chromium", NO_PASTE);
  site.add("given/shop.json", THREE_TRACES);
  await app.start("#/traces?src=given/shop.json&q=checkout");
  await expect(app.traceRows).toHaveCount(1);
  await share(page, "Copy a link to this view");
  await expect(app.notices).toContainText("brings this view back");
  const link = await copied(page);
  await page.goto("about:blank");
  await page.goto(link);
  await expect(app.traceRows).toHaveCount(1);
  await expect(app.search).toHaveValue("checkout");
});

test("a link tells which dropped files it does not bring back", async ({ app, page }) => {
  await app.start();
  await app.open({ name: "shop.json", body: THREE_TRACES });
  await share(page, "Copy a link to this view");
  await expect(app.notices).toContainText("The data of shop.json is not in it");
});

test("a trace is copied as OTLP/JSON and as Markdown, a span as its id", async ({ app, page, browserName }) => {
  test.skip(browserName !== "chromium", NO_PASTE);
  await app.start();
  await app.open({ name: "shop.json", body: THREE_TRACES });
  await app.openTrace(0);
  await share(page, "Copy a summary as Markdown");
  await expect(app.notices).toContainText("as Markdown");
  const summary = await copied(page);
  expect(summary).toContain("**web POST /checkout: 1.2 s**");
  expect(summary).toContain("11 spans, 4 services, 3 errors");
  expect(summary).toContain(page.url());
  await share(page, "Copy the trace as OTLP/JSON");
  await expect(app.notices).toContainText("as OTLP/JSON");
  const { resourceSpans } = JSON.parse(await copied(page));
  expect(resourceSpans.length).toBe(4);
  await app.spanRows.nth(1).click();
  await expect(app.detail).toBeVisible();
  await share(page, "Copy the span id");
  await expect(app.notices).toContainText("The span id was copied");
  const spanId = await copied(page);
  await expect(page).toHaveURL(new RegExp(`span=${spanId}`));
});

/** A picture as pixels: its size, its colours, how many there are of the commonest. */
async function pixels(page: Page, png: Buffer) {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d")!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const counts = new Map<string, number>();
    for (let at = 0; at < data.length; at += 4) {
      const colour = `${data[at]},${data[at + 1]},${data[at + 2]}`;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    return { width: image.width, height: image.height, counts: Object.fromEntries(counts) };
  }, png.toString("base64"));
}

async function picture(page: Page, item: string) {
  const saved = page.waitForEvent("download");
  await share(page, item);
  const download = await saved;
  return { name: download.suggestedFilename(), body: readFileSync(await download.path()) };
}

for (const theme of ["light", "dark"]) {
  test(`the waterfall becomes a picture as it is seen, ${theme}`, async ({ app, page, site }) => {
    site.add("given/shop.json", THREE_TRACES);
    await app.start(`#/traces?src=given/shop.json&theme=${theme}`);
    await app.openTrace(0);
    await expect(app.spanRows).toHaveCount(6);
    const { name, body } = await picture(page, "Picture of the waterfall");
    expect(name).toMatch(/^trace-[0-9a-f]{8}-waterfall\.png$/);
    const panel = (await page.locator(".trace-panel").boundingBox())!;
    const drawn = await pixels(page, body);
    expect(Math.abs(drawn.width - panel.width * 2)).toBeLessThan(4);
    expect(Math.abs(drawn.height - panel.height * 2)).toBeLessThan(4);
    // What is seen on the screen in a colour of its own is in the picture about as often.
    const shot = await pixels(page, await page.locator(".trace-panel").screenshot({ scale: "css" }));
    const bar = await app.spanRows.nth(1).locator(".bar").evaluate((bar) => getComputedStyle(bar).getPropertyValue("--swatch"));
    const rgb = await page.evaluate((colour) => {
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.color = colour;
      const rgb = getComputedStyle(probe).color.match(/\d+/g)!.slice(0, 3).join(",");
      probe.remove();
      return rgb;
    }, bar);
    const [seen, kept] = [shot.counts[rgb] ?? 0, (drawn.counts[rgb] ?? 0) / 4];
    expect(seen).toBeGreaterThan(100);
    expect(kept / seen).toBeGreaterThan(0.7);
    expect(kept / seen).toBeLessThan(1.3);
  });
}

test("every view and its parts become pictures", async ({ app, page, site }) => {
  site.add("given/shop.json", THREE_TRACES);
  await app.start("#/traces?src=given/shop.json");
  await expect(app.traceRows).toHaveCount(3);
  const names = [(await picture(page, "Picture of this view")).name];
  await page.keyboard.press("Shift+s");
  await expect(page.getByRole("option").first()).toBeVisible();
  const graph = await picture(page, "Picture of the graph");
  expect(Object.keys((await pixels(page, graph.body)).counts).length).toBeGreaterThan(20);
  names.push(graph.name);
  await app.page.keyboard.press("Shift+t");
  await app.openTrace(0);
  await page.keyboard.press("2");
  await expect(app.flame).toBeVisible();
  const flame = await picture(page, "Picture of the flame graph");
  expect(Object.keys((await pixels(page, flame.body)).counts).length).toBeGreaterThan(20);
  names.push(flame.name);
  expect(names).toEqual(["traces.png", "services-graph.png", expect.stringMatching(/^trace-.{8}-flame-graph\.png$/)]);
});

test("paper is white and has no chrome", async ({ app, page, site }) => {
  site.add("given/shop.json", THREE_TRACES);
  await app.start("#/traces?src=given/shop.json&theme=dark");
  await app.openTrace(0);
  await app.spanRows.nth(1).click();
  await expect(app.detail).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.getByRole("button", { name: "Export…" })).toBeHidden();
  await expect(app.spanRows.first()).toBeVisible();
  await expect(app.detail).toBeVisible();
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(ground).toBe("rgb(255, 255, 255)");
});
