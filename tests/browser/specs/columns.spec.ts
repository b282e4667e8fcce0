import type { App } from "../support/app.ts";
import { expect, test } from "../support/test.ts";
import { THREE_TRACES } from "../support/traces.ts";

const STATUS = "http.response.status_code";

test.beforeEach(async ({ app, site }) => {
  site.add("given/shop.json", THREE_TRACES);
  await app.start("#/traces?src=given/shop.json");
  await expect(app.traceRows).toHaveCount(3);
});

const head = (app: App, name: string) => app.traces.getByRole("columnheader").filter({ hasText: name });
const menu = (app: App) => app.page.getByRole("dialog", { name: "Columns of the list" });
const border = (app: App, name: string) => app.traces.getByRole("separator", { name: `Width of ${name}` });
const width = async (app: App, name: string) => (await head(app, name).boundingBox())?.width ?? 0;

test("an attribute becomes a column, is sorted by, kept, and taken away again", async ({ app, page }) => {
  await page.getByRole("button", { name: "Columns" }).click();
  const picker = menu(app).getByRole("combobox");
  await picker.fill("status_c");
  const offered = menu(app).getByRole("option");
  await expect(offered).toHaveText([`span.${STATUS}1×`]);
  await picker.press("ArrowDown");
  await picker.press("Enter");
  await expect(head(app, STATUS)).toBeVisible();
  await expect(app.traceRows.filter({ hasText: "POST /checkout" }).locator(".cell-field")).toHaveText("502");
  await expect(page).toHaveURL(/cols=[^&]*,span\.http\.response\.status_code/);

  // A bare key will do, and a name that nothing has is a column without values.
  await picker.fill(".nowhere");
  await expect(menu(app)).toContainText("No span has such an attribute");
  await picker.press("Enter");
  await expect(head(app, "nowhere")).toBeVisible();
  await menu(app).getByRole("button", { name: "Remove .nowhere" }).click();
  await expect(head(app, "nowhere")).toHaveCount(0);
  await page.keyboard.press("Escape");

  // Traces without a value come last either way.
  await head(app, STATUS).getByRole("button").click();
  await expect(head(app, STATUS)).toHaveAttribute("aria-sort", "ascending");
  await expect(app.traceRows.first()).toContainText("POST /checkout");
  await head(app, STATUS).getByRole("button").click();
  await expect(head(app, STATUS)).toHaveAttribute("aria-sort", "descending");
  await expect(app.traceRows.first()).toContainText("POST /checkout");
  await expect(page).toHaveURL(/sort=-span\.http/);
  await page.reload();
  await expect(head(app, STATUS)).toHaveAttribute("aria-sort", "descending");

  // The person's own columns stay where a link names none.
  await app.start("#/traces?src=given/shop.json&sort=start");
  await page.reload();
  await expect(app.traceRows).toHaveCount(3);
  await expect(head(app, STATUS)).toBeVisible();
  await page.getByRole("button", { name: "Columns" }).click();
  await menu(app).getByRole("button", { name: "Usual columns" }).click();
  await expect(head(app, STATUS)).toHaveCount(0);
  await expect(page).not.toHaveURL(/cols=/);
});

test("a value is that of the matching spans, and others on them are counted", async ({ app, page }) => {
  await app.start("#/traces?src=given/shop.json&cols=root,.db.query.text,name&q=select");
  await expect(app.traceRows).toHaveCount(1);
  const cells = app.traceRows.locator(".cell-field");
  await expect(cells.nth(0)).toHaveText(/^SELECT \* FROM items WHERE id = 0\s*\+5$/);
  await expect(cells.nth(1)).toHaveText("SELECT items");
  await app.search.fill("");
  await expect(app.traceRows).toHaveCount(3);
  await expect(cells.nth(1)).toHaveText(/^POST \/checkout\s*\+5$/);
  await expect(page).toHaveURL(/cols=root,\.db\.query\.text,name/);
});

test("columns every data set has can be hidden", async ({ app, page }) => {
  await expect(head(app, "Services")).toBeVisible();
  await page.getByRole("button", { name: "Columns" }).click();
  await menu(app).getByRole("checkbox", { name: "Services" }).uncheck();
  await menu(app).getByRole("checkbox", { name: "Extent" }).check();
  await page.keyboard.press("Escape");
  await expect(head(app, "Services")).toHaveCount(0);
  await expect(app.traces.getByRole("columnheader")).toHaveText(["Root", "Duration", "Extent", "Spans", "Errors", "Start"]);
  await expect(app.traceRows.first().locator(".cell-extent")).toHaveText("1.2 s");
});

test("matches are a column while there is a search, and can be sorted by", async ({ app }) => {
  await expect(head(app, "Matches")).toHaveCount(0);
  await app.search.fill("service.version=1.4.2");
  await expect(head(app, "Matches")).toBeVisible();
  await head(app, "Matches").getByRole("button").click();
  await expect(head(app, "Matches")).toHaveAttribute("aria-sort", "descending");
  await expect(app.traceRows.first().locator(".cell-matches")).toHaveText("11");
  await head(app, "Matches").getByRole("button").click();
  await expect(app.traceRows.first().locator(".cell-matches")).toHaveText("3");
});

test("a column is made wider by the keyboard and by dragging", async ({ app, page }) => {
  const usual = await width(app, "Spans");
  await border(app, "Spans").focus();
  await page.keyboard.press("ArrowRight");
  await expect(border(app, "Spans")).toHaveAttribute("aria-valuenow", String(usual + 16));
  expect(await width(app, "Spans")).toBe(usual + 16);
  await expect(page).toHaveURL(/spans~88/);

  const box = (await border(app, "Spans").boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 50, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  expect(await width(app, "Spans")).toBe(usual + 66);
  // The border stays under the pointer, whatever room the other columns take.
  const moved = (await border(app, "Spans").boundingBox())!;
  expect(Math.abs(moved.x - box.x - 50)).toBeLessThan(2);
  const cell = await app.traceRows.first().locator(".cell-spans").boundingBox();
  expect(cell?.width).toBe(usual + 66);
  await expect(app.traces.getByRole("columnheader").first()).not.toHaveAttribute("aria-sort");

  await border(app, "Spans").focus();
  await page.keyboard.press("Home");
  expect(await width(app, "Spans")).toBe(usual);
  await expect(page).not.toHaveURL(/spans~/);
});

test("many columns scroll sideways, heads and rows together", async ({ app }) => {
  const columns = Array.from({ length: 8 }, (_, nth) => `.attribute.${nth}~300`).join(",");
  await app.start(`#/traces?src=given/shop.json&cols=root,${columns},start`);
  await expect(app.traceRows).toHaveCount(3);
  await head(app, "Start").getByRole("button").focus();
  const start = app.traceRows.first().locator(".cell-start");
  await expect(start).toBeInViewport();
  const [above, below] = [await head(app, "Start").boundingBox(), await start.boundingBox()];
  expect(Math.round(below?.x ?? 0)).toBe(Math.round(above?.x ?? 1));
});
