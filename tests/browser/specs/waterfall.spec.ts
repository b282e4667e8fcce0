import { expect, test } from "../support/test.ts";
import { longTrace } from "../support/traces.ts";

/** A root, and children with one child each. */
const CHILDREN = 3000;
const SPANS = 1 + 2 * CHILDREN;

test.beforeEach(async ({ app, site }) => {
  site.add("given/long.json", longTrace(CHILDREN));
  await app.start("#/traces?src=given/long.json");
  await app.openTrace(0);
});

test("a long trace keeps few rows in the document, and says how many there are", async ({ app, page }) => {
  await expect(app.waterfall).toHaveAttribute("aria-rowcount", String(SPANS));
  expect(await app.spanRows.count()).toBeLessThanOrEqual(80);
  await app.waterfall.focus();
  await page.keyboard.press("End");
  await expect(app.currentSpan).toContainText(`Read ${CHILDREN - 1}`);
  await expect(app.currentSpan).toBeInViewport();
  await expect(app.currentSpan).toHaveAttribute("aria-level", "3");
  await expect(app.currentSpan).toHaveAttribute("aria-posinset", "1");
  await expect(app.currentSpan).toHaveAttribute("aria-setsize", "1");
  expect(await app.spanRows.count()).toBeLessThanOrEqual(80);
  await page.keyboard.press("ArrowLeft");
  await expect(app.currentSpan).toHaveAttribute("aria-posinset", String(CHILDREN));
  await expect(app.currentSpan).toHaveAttribute("aria-setsize", String(CHILDREN));
});

test("scrolling shows the rows that belong there", async ({ app }) => {
  await app.waterfall.evaluate((box) => (box.scrollTop = box.scrollHeight / 2));
  await expect(app.spanRows.filter({ hasText: /Step 15\d\d/ }).first()).toBeInViewport();
  await app.waterfall.evaluate((box) => (box.scrollTop = box.scrollHeight));
  await expect(app.spanRows.filter({ hasText: `Read ${CHILDREN - 1}` })).toBeInViewport();
});

test("a long trace still scrolls when the window has changed and the time was zoomed", async ({ app, page }) => {
  await page.setViewportSize({ width: 1000, height: 600 });
  await app.waterfall.focus();
  await page.keyboard.press("+");
  await expect(page).toHaveURL(/zoom=/);
  await page.keyboard.press("End");
  await expect(app.currentSpan).toContainText(`Read ${CHILDREN - 1}`);
  await expect(app.currentSpan).toBeInViewport();
});

test("finding goes far", async ({ app }) => {
  await app.find.fill("Step 2999");
  await app.find.press("Enter");
  await expect(app.findCount).toHaveText("1 of 1");
  await expect(app.currentSpan).toContainText("Step 2999");
  await expect(app.currentSpan).toBeInViewport();
});

test("zoom by key and by wheel, and back", async ({ app, page }) => {
  await app.waterfall.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("+");
  await expect(page).toHaveURL(/zoom=/);
  await page.keyboard.press("0");
  await expect(page).not.toHaveURL(/zoom=/);
  const box = await app.waterfall.boundingBox();
  if (!box) throw new Error("The waterfall has no place");
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -200);
  await page.keyboard.up("Control");
  await expect(page).toHaveURL(/zoom=/);
});

test("the overview picks a range", async ({ page }) => {
  const box = await page.locator("canvas.overview").boundingBox();
  if (!box) throw new Error("The overview has no place");
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/zoom=/);
  const zoom = /zoom=(-?\d+)\.\.(-?\d+)/.exec(page.url());
  const [from, to] = [Number(zoom?.[1]) / 1e9, Number(zoom?.[2]) / 1e9];
  expect(from).toBeCloseTo(1.5, 0);
  expect(to).toBeCloseTo(3, 0);
});

test("a root that is short beside the work after it is zoomed to, and back", async ({ app, page }) => {
  await app.start("#/traces?src=samples/shop.json.gz&q=checkout");
  await app.openTrace(0);
  const zoomTo = page.getByRole("button", { name: "Zoom to the root" });
  await expect(page.locator(".facts")).toContainText(/Duration\s*1\.1 s\s*Whole trace\s*31\.2 s/);
  await zoomTo.click();
  await expect(page).toHaveURL(/zoom=/);
  const zoom = /zoom=(-?\d+)\.\.(-?\d+)/.exec(page.url());
  const seconds = (Number(zoom?.[2]) - Number(zoom?.[1])) / 1e9;
  expect(seconds).toBeGreaterThan(1.09);
  expect(seconds).toBeLessThan(2);
  await expect(zoomTo).toBeHidden();
  await page.getByTitle("Show the whole time (0)").click();
  await expect(zoomTo).toBeVisible();
  // What has no time of its own to show offers none.
  await page.getByRole("tab", { name: "Table" }).click();
  await expect(zoomTo).toBeHidden();
});
