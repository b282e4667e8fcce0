import { expect, test } from "../support/test.ts";
import { ONE_TRACE, THREE_TRACES } from "../support/traces.ts";

test.beforeEach(async ({ app }) => {
  await app.start();
  await app.open({ name: "shop.json", body: THREE_TRACES });
});

test("the slowest trace stands first, and a column's head turns the order round", async ({ app, page }) => {
  const head = app.traces.getByRole("columnheader").filter({ hasText: "Duration" });
  await expect(head).toHaveAttribute("aria-sort", "descending");
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  await expect(app.traceRows.first()).toContainText("GET /about");
  await expect(page).toHaveURL(/sort=/);
  await page.reload();
  await expect(page).toHaveURL(/sort=/);
});

test("words keep the traces that have them", async ({ app, page }) => {
  await app.search.fill("bank");
  await expect(app.traceRows).toHaveCount(1);
  await expect(app.traceRows).toContainText("POST /checkout");
  await expect(page).toHaveURL(/q=bank/);
  await app.search.fill("nothing has this");
  await expect(app.traceRows).toHaveCount(0);
  await expect(page.getByRole("main")).toContainText(/no trace/i);
  await app.search.fill("");
  await expect(app.traceRows).toHaveCount(3);
});

test("a second file is added to the first", async ({ app }) => {
  await app.open({ name: "mail.json", body: ONE_TRACE });
  await expect(app.traceRows).toHaveCount(4);
  await expect(app.chips).toHaveAccessibleName(/2 files/);
  await app.chips.click();
  await expect(app.files).toHaveCount(2);
  await expect(app.files.nth(0)).toContainText("shop.json");
  await expect(app.files.nth(1)).toContainText("mail.json");
});
