import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";

const LATENCY = "#/latency?src=samples/shop.json.gz";

const heatmap = (page: Page) => page.getByRole("application", { name: /^Heatmap of/ });
const histogram = (page: Page) => page.getByRole("application", { name: /^Histogram of/ });
const chip = (page: Page) => page.locator(".brush-chip");

/** Presses at one place of an element, given as shares from its top left, and lets go at another. */
async function drag(page: Page, on: Locator, from: [number, number], to: [number, number]) {
  const box = await on.boundingBox();
  if (!box) throw new Error("Nothing to drag on");
  const at = ([across, down]: [number, number]) => [box.x + across * box.width, box.y + down * box.height] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 6 });
  await page.mouse.up();
}

/** How many traces a sentence counts, such as `12 of 400 traces`. */
function counted(text: string | null): number {
  return Number(/([\d,]+)(?: of [\d,]+)? traces?/.exec(text ?? "")?.[1]?.replace(",", "") ?? Number.NaN);
}

test.beforeEach(async ({ app, page }) => {
  await app.start(LATENCY);
  await expect(histogram(page)).toHaveAccessibleName(/^Histogram of [\d,]+ traces/);
  await expect(app.traceRows.first()).toBeVisible();
});

test("a band that is dragged over the histogram is what the list shows, with as many traces as its bars", async ({ app, page }) => {
  await drag(page, histogram(page), [0.7, 0.5], [1, 0.5]);
  await expect(chip(page)).toContainText(/Brushed: from [\d.]+ (ms|s)/);
  const under = counted(await page.getByRole("region", { name: "Histogram" }).getByRole("status").textContent());
  expect(under).toBeGreaterThan(0);
  await expect(app.traceCount).toContainText(new RegExp(`^${under} of `));
  await expect(page).toHaveURL(/slow=duration:/);
  await page.reload();
  await expect(chip(page)).toContainText("Brushed: from");
  await expect(app.traceCount).toContainText(new RegExp(`^${under} of `));
  await expect(page.locator(".chart-brush")).toHaveCount(2);
});

test("a box that is dragged over the heatmap holds starts and durations, and Escape takes it away", async ({ app, page }) => {
  const all = counted(await app.traceCount.textContent());
  await drag(page, heatmap(page), [0.2, 0.25], [0.8, 0.7]);
  await expect(chip(page)).toContainText(/ to .+, .+ to /);
  const region = page.getByRole("region", { name: "Traces by start and duration" });
  const under = counted(await region.getByRole("status").textContent());
  await expect(app.traceCount).toContainText(new RegExp(`^${under} of `));
  expect(under).toBeLessThan(all);
  await expect(page).toHaveURL(/slow=.*time:/);
  await page.keyboard.press("Escape");
  await expect(chip(page)).toHaveCount(0);
  await expect(page).not.toHaveURL(/slow=/);
  await expect.poll(async () => counted(await app.traceCount.textContent())).toBe(all);
});

test("the keyboard brushes bars and cells too", async ({ app, page }) => {
  await histogram(page).focus();
  await page.keyboard.press("End");
  await page.keyboard.press("End");
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(chip(page)).toContainText("Brushed: from");
  const region = page.getByRole("region", { name: "Histogram" });
  const under = counted(await region.getByRole("status").textContent());
  await expect(app.traceCount).toContainText(new RegExp(`^${under} of `));
  await page.keyboard.press("Escape");
  await expect(chip(page)).toHaveCount(0);
  await heatmap(page).focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/slow=/);
  await expect(chip(page)).toBeVisible();
});

test("an operation is measured alone, on either axis, and spans by their own", async ({ app, page }) => {
  const cards = page.locator(".operation-card");
  await expect(cards.first()).toBeVisible();
  const name = (await cards.first().getAttribute("aria-label")) ?? "";
  const n = counted(name);
  await cards.first().click();
  await expect(cards.first()).toHaveAttribute("aria-pressed", "true");
  await expect(page).toHaveURL(/op=/);
  await expect(histogram(page)).toHaveAccessibleName(new RegExp(`^Histogram of ${n} traces`));
  await expect(heatmap(page)).toHaveAccessibleName(new RegExp(`^Heatmap of ${n} traces`));
  await page.getByRole("button", { name: "Linear" }).click();
  await expect(page).toHaveURL(/scale=linear/);
  await page.goBack();
  await expect(page.getByRole("button", { name: "Log", exact: true })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Span operations" }).click();
  await expect(histogram(page)).toHaveAccessibleName(/^Histogram of [\d,]+ spans/);
  await page.getByRole("combobox", { name: "Operation" }).selectOption({ index: 1 });
  await drag(page, histogram(page), [0.5, 0.5], [1, 0.5]);
  await expect(page).toHaveURL(/slow=.*duration%20%3E%3D/);
  await expect(page.locator(".chart-brush")).toHaveCount(1);
  await expect(app.traceRows.first()).toBeVisible();
});

test("a search recounts the charts where they are", async ({ app, page }) => {
  const before = counted(await histogram(page).getAttribute("aria-label"));
  await app.search.fill("{ status = error }");
  await app.search.press("Enter");
  await expect(page).toHaveURL(/#\/latency\?.*q=/);
  await expect.poll(async () => counted(await histogram(page).getAttribute("aria-label"))).toBeLessThan(before);
  await drag(page, histogram(page), [0.5, 0.5], [1, 0.5]);
  await page.getByRole("button", { name: "Compare with the rest" }).click();
  await expect(page).toHaveURL(/#\/compare\?.*slow=%7B%20status%20%3D%20error%20%7D%3Bduration/);
});

test("behind every chart stands a table", async ({ page }) => {
  for (const of of ["heatmap", "histogram", "operations"]) {
    await page.getByRole("button", { name: `Table of the ${of}` }).click();
  }
  const tables = page.getByRole("table");
  await expect(tables).toHaveCount(3);
  await expect(tables.nth(0).getByRole("columnheader").first()).toHaveText("Started from");
  await expect(tables.nth(1).getByRole("row").last()).toContainText("100 %");
  const p95 = tables.nth(2).getByRole("columnheader", { name: "p95" });
  await p95.getByRole("button").click();
  await expect(p95).toHaveAttribute("aria-sort", "descending");
  await expect(page).toHaveURL(/top=-p95/);
});

test("from the sample to the cause: the slow band, the comparison, the exemplar, the query that is cold", async ({ app, page }) => {
  await app.start("#/open");
  await page.getByRole("button", { name: "Open the sample" }).click();
  await expect(app.traceRows.first()).toBeVisible();
  await page.getByRole("link", { name: "Latency", exact: true }).click();
  const operation = page.getByRole("combobox", { name: "Operation" });
  const cart = operation.getByRole("option", { name: /GET \/cart \(/ });
  await expect(cart).toBeAttached();
  await operation.selectOption((await cart.getAttribute("value")) ?? "");
  await expect(page).toHaveURL(/op=.*cart/);
  await expect(histogram(page)).toHaveAccessibleName(/p95/);
  // Everything behind the hump in which nine of ten are.
  const lines = page.locator(".quantile");
  await expect(lines).toHaveCount(4);
  const place = async (nth: number) => Number(/^M([\d.]+)/.exec((await lines.nth(nth).getAttribute("d")) ?? "")?.[1]);
  const [p90, p95] = [await place(1), await place(2)];
  const box = await histogram(page).boundingBox();
  await drag(page, histogram(page), [(p90 + (p95 - p90) / 4) / (box?.width ?? 1), 0.5], [0.999, 0.5]);
  await expect(chip(page)).toContainText("GET /cart");
  await page.getByRole("button", { name: "Compare with the rest" }).click();
  const sentence = page.locator(".compare-sentence");
  await expect(sentence).toContainText(/Slow GET \/cart takes .* longer/);
  await expect(sentence).toContainText("SELECT cart_item");
  await expect(sentence).toContainText("app.cache.hit = false");
  await page.getByTitle(/^Open [0-9a-f]{32}$/).first().click();
  await expect(page).toHaveURL(/#\/trace\//);
  await expect(app.spanRows.filter({ hasText: "SELECT cart_item" }).first()).toBeVisible();
});
