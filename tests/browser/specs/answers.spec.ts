import { otlp } from "../support/otlp.ts";
import { expect, test } from "../support/test.ts";
import { THREE_TRACES } from "../support/traces.ts";

test.describe("by keyboard alone", () => {
  test("the failing span of the sample is found in at most five keys", async ({ app, page }) => {
    await app.start("#/traces?src=samples/shop.json.gz&sort=-errors");
    await expect(app.traceRows.first()).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(app.spanRows.first()).toBeVisible();
    await page.keyboard.press("e");
    await expect(app.currentSpan.getByText("cause", { exact: true })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(app.detail).toBeVisible();
  });

  test("from an empty page the first right answer is one press and less than three seconds away", async ({ app, page }) => {
    await app.start("#/open");
    await page.getByRole("button", { name: "Open the sample" }).focus();
    const pressed = Date.now();
    await page.keyboard.press("Enter");
    // What the generator planted: the slow tail of searches.
    await expect(app.traceRows.first()).toContainText("waiting on search → elasticsearch, search products");
    expect(Date.now() - pressed).toBeLessThan(3_000);
  });

  test("a run is one row, unfolds and folds again, and its link remembers", async ({ app, page }) => {
    await app.start();
    await app.open({ name: "shop.json", body: THREE_TRACES });
    await app.openTrace(0);
    const run = app.spanRows.filter({ hasText: "×6" });
    await expect(run).toContainText("SELECT * FROM items WHERE id = ?");
    await expect(run).toContainText("240 ms, p50 40 ms");
    await expect(run).toContainText("id = 0, 1, 2, 3, 4 …");
    await expect(app.spanRows).toHaveCount(6);
    await app.waterfall.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(app.currentSpan).toContainText("×6");
    await expect(app.currentSpan).toHaveAttribute("aria-expanded", "false");
    await page.keyboard.press("Enter");
    await expect(app.spanRows).toHaveCount(11);
    await expect(page).toHaveURL(/fold=:r2/);
  });

  test("folded again from any of its calls", async ({ app, page }) => {
    await app.start();
    await app.open({ name: "shop.json", body: THREE_TRACES });
    await app.openTrace(0);
    await app.waterfall.focus();
    await page.keyboard.press("r");
    await expect(app.spanRows).toHaveCount(11);
    await page.keyboard.press("Home");
    for (let nth = 0; nth < 4; nth += 1) await page.keyboard.press("ArrowDown");
    await expect(app.currentSpan).toContainText("SELECT items");
    await page.keyboard.press("ArrowLeft");
    await expect(app.spanRows).toHaveCount(6);
    await expect(app.currentSpan).toContainText("×6");
    await page.keyboard.press("ArrowLeft");
    await expect(app.currentSpan).toContainText("Load cart");
  });

  test("the parts of the answer are walked and light their spans", async ({ app, page }) => {
    await app.start();
    await app.open({ name: "shop.json", body: THREE_TRACES });
    await app.openTrace(0);
    const answer = page.getByRole("group", { name: "Answer" });
    const parts = answer.getByRole("button", { name: /^(?!Show all)/ });
    await expect(parts.first()).toContainText(/limit of the card is reached/i);
    await app.waterfall.focus();
    await page.keyboard.press("c");
    await expect(parts.first()).toHaveAttribute("aria-pressed", "true");
    await expect(app.currentSpan).toContainText("Authorise");
    await expect(app.waterfall.locator(".span-row.lit")).not.toHaveCount(0);
    await parts.first().press("Enter");
    await answer.getByRole("button", { name: "Show all spans alike again" }).click();
    await expect(app.waterfall.locator(".span-row.lit")).toHaveCount(0);
  });
});

test("a job two hours later is behind a break of the axis, and one click restores the true scale", async ({ app, page }) => {
  const hour = 3_600_000;
  const body = otlp([
    {
      service: "web",
      name: "order",
      kind: "server",
      from: 0,
      to: 400,
      children: [{ service: "jobs", name: "send letters", from: 2 * hour, to: 2 * hour + 300 }],
    },
  ]);
  await app.start();
  await app.open({ name: "job.json", body });
  await expect(app.spanRows).toHaveCount(2);
  const job = app.spanRows.nth(1).locator(".bar");
  const folded = await job.boundingBox();
  expect(folded?.width).toBeGreaterThan(200);
  await page.getByRole("button", { name: /show the true scale/ }).click();
  await expect(page).toHaveURL(/scale=linear/);
  await expect.poll(async () => (await job.boundingBox())?.width).toBeLessThan(20);
  await expect(page.locator(".gap-words")).toContainText("nothing ran for");
  await page.getByRole("button", { name: /fold this gap/i }).click();
  await expect.poll(async () => (await job.boundingBox())?.width).toBeGreaterThan(200);
});

test("the menu shows only what matters, and everything again", async ({ app, page }) => {
  await app.start();
  await app.open({ name: "shop.json", body: THREE_TRACES });
  await app.openTrace(0);
  await page.getByRole("button", { name: "What shows…" }).click();
  await page.getByRole("menuitemcheckbox", { name: /Only the critical path/ }).click();
  await expect(page).toHaveURL(/fold=critical/);
  await expect(app.spanRows.filter({ hasText: "Read account" })).toHaveCount(1);
  await page.getByRole("button", { name: "Only the critical path" }).click();
  await expect(page).not.toHaveURL(/fold=critical/);
});
