import { expect, test } from "../support/test.ts";
import { THREE_TRACES } from "../support/traces.ts";

test("from a dropped file to a span and back", async ({ app, page }) => {
  await app.start();
  await app.open({ name: "shop.json", body: THREE_TRACES });

  await expect(app.traceRows).toHaveCount(3);
  await expect(app.traces).toHaveAttribute("aria-rowcount", "4");
  await expect(app.traceRows.first()).toContainText("POST /checkout");
  await expect(app.traceRows.first()).toContainText("1.2 s");
  await expect(page).toHaveURL(/#\/traces/);

  await app.openTrace(0);
  await expect(app.traceHeading).toContainText("POST /checkout");
  await expect(app.spanRows).toHaveCount(6);

  // Fold the cart and unfold it again.
  const cart = app.spanRows.filter({ hasText: "Load cart" });
  await app.waterfall.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await expect(app.currentSpan).toContainText("Load cart");
  await expect(cart).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowLeft");
  await expect(cart).toHaveAttribute("aria-expanded", "false");
  await expect(app.spanRows).toHaveCount(5);
  await page.keyboard.press("ArrowRight");
  await expect(cart).toHaveAttribute("aria-expanded", "true");
  await expect(app.spanRows).toHaveCount(6);

  await app.find.fill("authorise");
  await expect(app.findCount).toHaveText("1 hit");
  await app.find.press("Enter");
  await expect(app.currentSpan).toContainText("Authorise");
  await app.waterfall.focus();
  await page.keyboard.press("Enter");
  await expect(app.selectedSpan).toContainText("Authorise");

  await expect(app.detail.getByRole("heading", { level: 2 })).toContainText("Authorise");
  await expect(app.detail).toContainText("user.id");
  await expect(app.detail).toContainText("u-4711");
  await expect(app.detail).toContainText("limit of the card is reached");
  await page.getByRole("button", { name: "Close details" }).click();
  await expect(app.detail).toBeHidden();

  await page.goBack();
  await expect(app.traceRows).toHaveCount(3);
  await expect(page).toHaveURL(/#\/traces/);
  await page.goForward();
  await expect(app.spanRows.first()).toBeVisible();
});

test("a folded span gives its children back to the keyboard one level at a time", async ({ app, page }) => {
  await app.start();
  await app.open({ name: "shop.json", body: THREE_TRACES });
  await app.openTrace(0);
  await app.waterfall.focus();
  await page.keyboard.press("Home");
  // All but the root, whose children stay in sight.
  await page.keyboard.press("[");
  await expect(app.spanRows).toHaveCount(3);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(app.spanRows).toHaveCount(4);
  await page.keyboard.press("ArrowRight");
  await expect(app.currentSpan).toContainText("×6 SELECT");
  await page.keyboard.press("]");
  await expect(app.spanRows).toHaveCount(11);
  // Left goes from a leaf to its parent.
  await page.keyboard.press("End");
  await expect(app.currentSpan).toContainText("Authorise");
  await page.keyboard.press("ArrowLeft");
  await expect(app.currentSpan).toContainText("Charge card");
});
