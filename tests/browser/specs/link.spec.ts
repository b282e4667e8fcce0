import { expect, test } from "../support/test.ts";
import { THREE_TRACES } from "../support/traces.ts";
import { otlp, traceId } from "../support/otlp.ts";

test("reloading brings back the trace, its span, its words and its folding", async ({ app, page, site }) => {
  site.add("given/shop.json", THREE_TRACES);
  await app.start("#/traces?src=given/shop.json");
  await app.openTrace(0);
  await app.find.fill("select");
  await app.find.press("Enter");
  await expect(app.findCount).toHaveText(/of 6/);
  await app.spanRows.filter({ hasText: "Charge card" }).getByText("Charge card").click();
  await page.keyboard.press("ArrowLeft");
  await expect(app.spanRows).toHaveCount(9);
  await expect(page).toHaveURL(/fold=:8,r2/);
  await page.reload();
  await expect(app.spanRows).toHaveCount(9);
  await expect(app.selectedSpan).toContainText("Charge card");
  await expect(app.find).toHaveValue("select");
  await expect(app.findCount).toHaveText(/6/);
  await expect(app.traceHeading).toContainText("POST /checkout");
});

test("a link to a span opens it", async ({ app, site }) => {
  site.add("given/shop.json", THREE_TRACES);
  await app.start(`#/trace/${traceId(0)}?src=given/shop.json&span=0000000000000002`);
  await expect(app.selectedSpan).toContainText("Load cart");
});

test("a link can ask for the clocks set right", async ({ app, page, site }) => {
  // The answer seems to begin 40 ms before its question.
  const answer = { service: "orders", name: "Answer", from: 0, to: 60 };
  const call = { service: "web", name: "Ask", from: 40, to: 140, children: [answer] };
  site.add("given/skewed.json", otlp([call]));
  const link = `#/trace/${traceId(0)}?src=given/skewed.json&span=0000000000000002`;
  await app.start(link);
  const remark = app.detail.getByText("It is shown 60 ms later than recorded");
  await expect(app.selectedSpan).toContainText("Answer");
  await expect(remark).toBeHidden();
  await expect(page.getByText("Whole trace")).toBeVisible();
  await page.evaluate((hash) => (location.hash = hash), `${link}&skew=1`);
  await expect(remark).toBeVisible();
  await expect(page.getByText("Whole trace")).toBeHidden();
  await page.goBack();
  await expect(remark).toBeHidden();
});

test("changing the fragment applies in place", async ({ app, page, site }) => {
  site.add("given/shop.json", THREE_TRACES);
  await app.start("#/traces?src=given/shop.json");
  await expect(app.traceRows).toHaveCount(3);
  await page.evaluate(() => (location.hash = "#/traces?src=given/shop.json&q=about"));
  await expect(app.traceRows).toHaveCount(1);
  await expect(app.search).toHaveValue("about");
  await page.goBack();
  await expect(app.traceRows).toHaveCount(3);
});

test("wrong values fall back one by one, and the page says so", async ({ app, page, site }) => {
  site.add("given/shop.json", THREE_TRACES);
  await app.start("#/traces?src=given/shop.json&sort=sideways&theme=dark&later=kept");
  await expect(app.traceRows).toHaveCount(3);
  await expect(app.notices).toContainText("sort=sideways");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await app.search.fill("bank");
  await expect(page).toHaveURL(/q=bank/);
  await expect(page).toHaveURL(/later=kept/);
});

test("a trace that is not among the files is told", async ({ app, page, site }) => {
  site.add("given/shop.json", THREE_TRACES);
  await app.start("#/trace/ffffffffffffffffffffffffffffffff?src=given/shop.json");
  await expect(page.locator("body")).toContainText("ffffffffffffffffffffffffffffffff");
  await page.getByRole("banner").getByRole("link", { name: "Spanscope" }).click();
  await expect(app.traceRows).toHaveCount(3);
});

test("another host that a link names is asked only after a click", async ({ app, page, otherSite }) => {
  const address = otherSite.add("given/elsewhere.json", THREE_TRACES);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await app.start(`#/traces?src=${encodeURIComponent(address)}`);
  const question = page.getByRole("region", { name: "Fetch from another host" });
  await expect(question).toContainText(new URL(address).host);
  expect(asked).not.toContain(address);
  await question.getByRole("button", { name: "Fetch" }).click();
  await expect(app.traceRows).toHaveCount(3);
});
