import { expect, test } from "../support/test.ts";
import { traceId } from "../support/otlp.ts";
import { longTrace, THREE_TRACES } from "../support/traces.ts";

const CHECKOUT = `#/trace/${traceId(0)}?src=given/shop.json`;

test.beforeEach(({ site }) => {
  site.add("given/shop.json", THREE_TRACES);
  site.add("given/long.json", longTrace(3000));
});

test("by keyboard alone: the group that took longest, and its spans in the waterfall", async ({ app, page }) => {
  await app.start(CHECKOUT);
  await expect(app.spanRows.first()).toBeVisible();
  await page.keyboard.press("3");
  await expect(app.groups).toBeFocused();
  await expect(app.groupRows.first()).toContainText("bank Authorise");
  await expect(app.groupRows.first()).toContainText("38 %");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const current = app.groups.locator("[role=row][aria-selected=true]");
  await expect(current).toContainText("cart SELECT items");
  await page.keyboard.press("Enter");
  await expect(app.waterfall).toBeVisible();
  await expect(app.find).toHaveValue('{ resource.service.name = "cart" && name = "SELECT items" }');
  await expect(app.findCount).toHaveText("1 of 6");
  await expect(app.currentSpan).toContainText("SELECT items");
  await page.goBack();
  await expect(app.groups).toBeVisible();
});

test("every column sorts, both ways", async ({ app, page }) => {
  await app.start(`${CHECKOUT}&tab=table`);
  for (const name of ["Group", "Share", "Spans", "Total", "Self", "Critical", "p50", "p95", "Errors"]) {
    const head = app.groups.getByRole("columnheader", { name, exact: true });
    await head.getByRole("button").click();
    await expect(head).toHaveAttribute("aria-sort", /ending$/);
    const before = await head.getAttribute("aria-sort");
    await head.getByRole("button").click();
    await expect(head).not.toHaveAttribute("aria-sort", before ?? "");
  }
  await app.groups.getByRole("columnheader", { name: "Total" }).getByRole("button").click();
  await expect(app.groupRows.first()).toContainText("web POST /checkout");
  await expect(page).toHaveURL(/table=-total/);
});

test("groups by service and by an attribute, and a link brings it back", async ({ app, page }) => {
  await app.start(`${CHECKOUT}&tab=table`);
  const by = page.getByLabel("Group by");
  await by.selectOption("Service");
  await expect(app.groupRows).toHaveCount(4);
  await by.selectOption("span.db.query.text");
  await expect(app.groupRows).toHaveCount(7);
  await expect(app.groups).toContainText("(none)");
  await expect(page).toHaveURL(/by=span/);
  await page.reload();
  await expect(by).toHaveValue("span.db.query.text");
  await expect(app.groupRows).toHaveCount(7);
  await app.groupRows.filter({ hasText: "id = 3" }).click();
  await expect(app.findCount).toHaveText("1 of 1");
});

test("what a link cannot group by is told, with the way back", async ({ app, page }) => {
  await app.start(`${CHECKOUT}&tab=table&by=)`);
  await expect(app.groups.getByRole("alert")).toContainText("nothing to group by");
  await page.getByRole("button", { name: "Group by operation" }).click();
  await expect(app.groupRows.first()).toContainText("bank Authorise");
});

test("a long table keeps few rows in the document", async ({ app, page }) => {
  await app.start("#/traces?src=given/long.json");
  await app.openTrace(0);
  await page.keyboard.press("3");
  await expect(app.groups).toHaveAttribute("aria-rowcount", "6002");
  expect(await app.groupRows.count()).toBeLessThanOrEqual(80);
  await page.keyboard.press("End");
  await expect(app.groups.locator("[role=row][aria-selected=true]")).toBeInViewport();
});
