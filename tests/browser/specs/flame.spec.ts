import type { Locator } from "@playwright/test";
import { expect, test } from "../support/test.ts";
import { traceId } from "../support/otlp.ts";
import { longTrace, THREE_TRACES } from "../support/traces.ts";

const CHECKOUT = `#/trace/${traceId(0)}?src=given/shop.json`;

test.beforeEach(({ site }) => {
  site.add("given/shop.json", THREE_TRACES);
  site.add("given/long.json", longTrace(3000));
});

test("by keyboard alone: from the waterfall to a frame, along the frames, to its details and back", async ({ app, page }) => {
  await app.start(CHECKOUT);
  await expect(app.spanRows.first()).toBeVisible();
  await page.keyboard.press("2");
  await expect(app.tab("Flame")).toHaveAttribute("aria-selected", "true");
  await expect(app.flame).toBeFocused();
  await expect(page).toHaveURL(/tab=flame/);
  await expect(app.currentFrame).toHaveAccessibleName(/^web POST \/checkout, 1\.2 s, 100 % of the trace/);

  await page.keyboard.press("ArrowDown");
  await expect(app.currentFrame).toHaveAccessibleName(/^payment Charge card/);
  await expect(app.currentFrame).toHaveAttribute("aria-level", "2");
  await expect(app.currentFrame).toHaveAttribute("aria-setsize", "2");
  await page.keyboard.press("ArrowLeft");
  await expect(app.currentFrame).toHaveAccessibleName(/^cart Load cart/);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(app.currentFrame).toHaveAccessibleName(/^bank Authorise, 460 ms, 38 % of the trace.*error/);
  const id = await app.currentFrame.getAttribute("id");
  await expect(app.flame).toHaveAttribute("aria-activedescendant", id ?? "");

  await page.keyboard.press("Enter");
  await expect(app.detail).toContainText("Authorise");
  await page.keyboard.press("ArrowUp");
  // The details of the frame below name this one too, as what it was called from.
  await expect(app.currentFrame).toHaveAccessibleName(/^payment Charge card/);
  await expect(app.detail).toContainText("Charge card");
  await page.keyboard.press("Escape");
  await expect(app.detail).toBeHidden();
  await expect(app.flame).toBeFocused();

  await page.keyboard.press("f");
  await expect(page).toHaveURL(/root=/);
  await expect(app.currentFrame).toHaveAccessibleName(/^payment Charge card/);
  await expect(app.currentFrame).toHaveAttribute("aria-level", "1");
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/root=/);
  await expect(app.currentFrame).toHaveAttribute("aria-level", "2");

  await page.keyboard.press("1");
  await expect(app.currentSpan).toContainText("Charge card");
});

test("merged, the spans of a call path are one frame, and Enter zooms to it", async ({ app, page }) => {
  await app.start(`${CHECKOUT}&tab=flame`);
  await page.keyboard.press("m");
  await expect(app.flame).toHaveAccessibleName("Flame graph merged by call path");
  await expect(page).toHaveURL(/flame=merged/);
  await expect(page.locator("canvas.overview")).toHaveCount(0);
  for (const key of ["ArrowDown", "ArrowRight", "ArrowDown"]) await page.keyboard.press(key);
  await expect(app.currentFrame).toHaveAccessibleName(/^cart SELECT items, 6 spans, 240 ms in all, the longest 40 ms/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/zoom=/);
  await page.reload();
  await app.ready();
  await expect(app.currentFrame).toHaveAccessibleName(/^web POST \/checkout/);
  await expect(page).toHaveURL(/zoom=/);
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/zoom=/);
  // The axis of merged frames is no time: its zoom does not come along.
  await page.keyboard.press("+");
  await expect(page).toHaveURL(/zoom=/);
  await page.keyboard.press("m");
  await expect(page).not.toHaveURL(/zoom=|flame=/);
});

test("a click goes to the frame and shows its span, two clicks zoom to it", async ({ app, page, browserName }) => {
  await app.start(`${CHECKOUT}&tab=flame`);
  await expect(app.currentFrame).toHaveAccessibleName(/^web/);
  const charge = await place(app.flame, 0.65, 1);
  await page.mouse.move(charge.x, charge.y);
  await expect(page.locator(".flame-hint")).toContainText("payment Charge card");
  await expect(page.locator(".flame-hint")).toContainText("1 error");
  // The driver of stock Firefox counts no second click.
  if (browserName === "chromium") {
    await page.mouse.dblclick(charge.x, charge.y);
    await expect(page).toHaveURL(/zoom=/);
    await expect(app.detail).toBeHidden();
    await page.keyboard.press("Escape");
  }
  await page.mouse.click(charge.x, charge.y);
  await expect(app.currentFrame).toHaveAccessibleName(/^payment Charge card/);
  await expect(app.detail).toContainText("Charge card");
});

test("the wheel zooms around the pointer, a drag goes on in time, and the overview shows where", async ({ app, page }) => {
  await app.start(`${CHECKOUT}&tab=flame`);
  await expect(app.currentFrame).toBeVisible();
  const middle = await place(app.flame, 0.5, 0);
  await page.mouse.move(middle.x, middle.y);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -300);
  await page.keyboard.up("Control");
  await expect(page).toHaveURL(/zoom=/);
  await expect(page.locator(".brush")).toBeVisible();
  const [from, to] = zoomOf(page.url());
  expect(Math.abs((from + to) / 2 - 600e6)).toBeLessThan(30e6);
  await page.mouse.down();
  await page.mouse.move(middle.x - 200, middle.y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => zoomOf(page.url())[0]).toBeGreaterThan(from + 10e6);
  await expect(app.detail).toBeHidden();
});

test("what is looked for leads from hit to hit, and errors too", async ({ app, page }) => {
  await app.start(`${CHECKOUT}&tab=flame`);
  await expect(app.flame).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type("select");
  await page.keyboard.press("Enter");
  await expect(app.findCount).toHaveText("1 of 6");
  await expect(app.currentFrame).toHaveAccessibleName(/^cart SELECT items/);
  await app.flame.focus();
  await page.keyboard.press("n");
  await expect(app.findCount).toHaveText("2 of 6");
  // Where the error began, not what it went up through.
  await page.keyboard.press("e");
  await expect(app.currentFrame).toHaveAccessibleName(/^bank Authorise/);
  await page.getByRole("button", { name: "bank", exact: true }).click();
  await expect(app.find).toHaveValue('{ resource.service.name = "bank" }');
  await expect(app.findCount).toHaveText(/1 hit|1 of 1/);
  await page.getByRole("button", { name: "bank", exact: true }).click();
  await expect(app.find).toHaveValue("");
});

test("the tabs are a list that arrows go along", async ({ app, page }) => {
  await app.start(CHECKOUT);
  await app.tab("Waterfall").focus();
  await page.keyboard.press("ArrowRight");
  await expect(app.tab("Flame")).toBeFocused();
  await expect(page.getByRole("tabpanel")).toHaveAccessibleName("Flame");
  await page.keyboard.press("End");
  await expect(app.tab("Map")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(app.tab("Waterfall")).toBeFocused();
  await expect(app.waterfall).toBeVisible();
  await page.goBack();
  await expect(app.tab("Map")).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("listbox", { name: "Services of the trace and the calls between them" })).toBeVisible();
});

test("spans narrower than a pixel are reached all the same", async ({ app, page }) => {
  await app.start("#/traces?src=given/long.json");
  await app.openTrace(0);
  await page.keyboard.press("2");
  await expect(app.currentFrame).toHaveAccessibleName(/^batch Nightly run/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await expect(app.currentFrame).toHaveAccessibleName(/^shard-7 Step 2999/);
  await page.keyboard.press("z");
  await expect(page).toHaveURL(/zoom=/);
  const [from, to] = zoomOf(page.url());
  expect(to - from).toBeLessThan(3e6);
  await page.keyboard.press("Escape");
  const crowd = await place(app.flame, 0.3, 1);
  await page.mouse.move(crowd.x, crowd.y);
  await expect(page.locator(".flame-hint")).toContainText(/shard-\d Step/);
});

/** The middle of a level, so far across the picture. */
async function place(flame: Locator, share: number, level: number) {
  const box = await flame.boundingBox();
  if (!box) throw new Error("The flame graph has no place");
  return { x: box.x + (box.width - 12) * share, y: box.y + level * 20 + 10 };
}

/** The range of a link, in nanoseconds. */
function zoomOf(url: string): [number, number] {
  const zoom = /zoom=(-?\d+)\.\.(-?\d+)/.exec(url);
  return [Number(zoom?.[1]), Number(zoom?.[2])];
}
