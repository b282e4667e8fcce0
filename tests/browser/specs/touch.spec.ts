import type { Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";
import { THREE_TRACES } from "../support/traces.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test.beforeEach(async ({ app, site }) => {
  site.add("given/shop.json", THREE_TRACES);
  await app.start("#/traces?src=given/shop.json");
  await app.openTrace(0);
});

test("two fingers zoom, and one goes on in time", async ({ app, page }) => {
  const cell = await app.spanRows.nth(2).locator(".time-cell").boundingBox();
  if (!cell) throw new Error("The row has no place");
  const [x, y] = [cell.x + cell.width / 2, cell.y + cell.height / 2];
  await touch(page, [
    [[x - 20, y], [x + 20, y]],
    [[x - 60, y], [x + 60, y]],
    [[x - 120, y], [x + 120, y]],
  ]);
  await expect(page).toHaveURL(/zoom=/);
  const before = page.url();
  await touch(page, [[[x, y]], [[x - 30, y]], [[x - 60, y]], [[x - 90, y]]]);
  await expect(page).toHaveURL((url) => url.href !== before && /zoom=/.test(url.href));
});

test("a long press shows what can be done with a span", async ({ app, page }) => {
  const row = await app.spanRows.nth(2).boundingBox();
  if (!row) throw new Error("The row has no place");
  const session = await page.context().newCDPSession(page);
  const touchPoints = [{ x: row.x + 120, y: row.y + row.height / 2 }];
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
  await expect(page.getByRole("menu")).toBeVisible();
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await expect(page.getByRole("menu")).toBeVisible();
  await expect(page.getByRole("menuitem").first()).toBeVisible();
});

/** Moves fingers from place to place: a step is where each of them is. */
async function touch(page: Page, steps: [number, number][][]) {
  const session = await page.context().newCDPSession(page);
  for (const [nth, places] of steps.entries()) {
    const touchPoints = places.map(([x, y], id) => ({ x, y, id }));
    await session.send("Input.dispatchTouchEvent", { type: nth === 0 ? "touchStart" : "touchMove", touchPoints });
  }
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await session.detach();
}
