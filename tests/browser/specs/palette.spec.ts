import { expect, test } from "../support/test.ts";
import { traceId } from "../support/otlp.ts";
import { THREE_TRACES } from "../support/traces.ts";

test.beforeEach(({ site }) => {
  site.add("given/shop.json", THREE_TRACES);
});

test("lists what can be done here, with the keys that do the same", async ({ app, page }) => {
  await app.start("#/traces?src=given/shop.json");
  await expect(app.traceRows).toHaveCount(3);
  await page.keyboard.press("Control+k");
  await expect(app.command).toBeFocused();
  await expect(app.commands.filter({ hasText: "Next trace" })).toContainText("↓");
  await expect(app.commands.filter({ hasText: "Fold all" })).toHaveCount(0);
  await page.keyboard.type("dark");
  await expect(app.commands.first()).toContainText("Dark theme");
  await expect(app.command).toHaveAttribute("aria-activedescendant", (await app.commands.first().getAttribute("id")) ?? "");
  await page.keyboard.press("Enter");
  await expect(app.palette).toBeHidden();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(app.traces).toBeFocused();
});

test("runs the commands of a trace, also from a text field", async ({ app, page }) => {
  await app.start(`#/trace/${traceId(0)}?src=given/shop.json`);
  await expect(app.spanRows).toHaveCount(6);
  await app.find.focus();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("fold all");
  await expect(app.commands.first()).toContainText("Fold all");
  await page.keyboard.press("Enter");
  await expect(app.spanRows).toHaveCount(3);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("flame");
  await page.keyboard.press("Enter");
  await expect(app.flame).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(app.commands.filter({ hasText: "Unfold all" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(app.palette).toBeHidden();
  await expect(app.flame).toBeVisible();
});

test("leads to a service, an operation, a trace by its name and by its id", async ({ app, page }) => {
  await app.start("#/traces?src=given/shop.json");
  await expect(app.traceRows).toHaveCount(3);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("catalogue");
  await page.keyboard.press("Enter");
  await expect(app.search).toHaveValue('{ resource.service.name = "catalogue" }');
  await expect(app.traceRows).toHaveCount(2);

  await page.keyboard.press("Control+k");
  await page.keyboard.type("authorise");
  await expect(app.commands.filter({ hasText: "Operation" })).toContainText("Authorise");
  await page.keyboard.press("Enter");
  await expect(app.search).toHaveValue('{ name = "Authorise" }');

  await page.keyboard.press("Control+k");
  await page.keyboard.type("get about");
  await app.commands.filter({ hasText: "Trace of 40 ms" }).click();
  await expect(app.traceHeading).toContainText("GET /about");

  await page.keyboard.press("Control+k");
  await page.keyboard.type(traceId(0));
  await expect(app.commands).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(app.traceHeading).toContainText("POST /checkout");
});

test("a service is lit in the open trace", async ({ app, page }) => {
  await app.start(`#/trace/${traceId(0)}?src=given/shop.json`);
  await expect(app.spanRows).toHaveCount(6);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("bank");
  await page.keyboard.press("Enter");
  await expect(app.find).toHaveValue('{ resource.service.name = "bank" }');
  await expect(app.findCount).toHaveText("1 hit");
});

test("letters that nothing has are told", async ({ app, page }) => {
  await app.start();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("qqqq");
  await expect(app.palette.getByRole("status")).toContainText("Nothing");
  await page.keyboard.press("Enter");
  await expect(app.palette).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(app.palette).toBeHidden();
});
