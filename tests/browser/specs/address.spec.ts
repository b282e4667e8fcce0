import { expect, test } from "../support/test.ts";
import { THREE_TRACES } from "../support/traces.ts";
import { traceId } from "../support/otlp.ts";

const SRC = "src=given/shop.json";
const TRACE = `trace/${traceId(0)}`;

/** A view, and what is on it when all of its address counts. */
const VIEWS: [string, string][] = [
  [`traces?${SRC}&q=POST`, ".trace-grid[aria-rowcount='2']"],
  [`traces?${SRC}&by=name`, "[aria-label='Groups of traces']"],
  [`services?${SRC}`, ".graph-box"],
  [`latency?${SRC}`, "section.chart"],
  [`store?${SRC}`, "main form.store-card"],
  [`compare?${SRC}&slow=%7B%20status%20%3D%20error%20%7D`, ".compare-sentence"],
  [`findings?${SRC}`, ".findings-view"],
  [`${TRACE}?${SRC}`, "[aria-label=Waterfall]"],
  [`${TRACE}?${SRC}&span=0000000000000002`, "aside.detail:has-text('Load cart')"],
  [`${TRACE}?${SRC}&tab=flame`, ".flame-canvas"],
  [`${TRACE}?${SRC}&tab=table`, "[aria-label='Groups of spans']"],
  [`${TRACE}?${SRC}&tab=log`, "[aria-label=Log]"],
  [`${TRACE}?${SRC}&tab=map`, ".graph-box"],
];

for (const theme of ["light", "dark"]) {
  test(`every view is reached by its address and by going back, ${theme}`, async ({ app, page, site }) => {
    test.setTimeout(150_000);
    site.add("given/shop.json", THREE_TRACES);
    await app.start(`#/open?theme=${theme}`);
    for (const [view, mark] of VIEWS) {
      // From nothing, as a colleague would open it.
      await page.goto("about:blank");
      await page.goto(`${app.base}/index.html#/${view}&theme=${theme}`);
      await expect(page.locator(mark).first(), view).toBeVisible();
      // What is still being read would leave the open view when it is there.
      await expect(app.chips, view).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      const heading = (await page.getByRole("heading", { level: 1 }).allTextContents()).join();
      // In place, and back.
      await page.evaluate((theme) => (location.hash = `#/open?theme=${theme}&src=given/shop.json`), theme);
      await expect(page.getByRole("heading", { name: "Open a trace, see where the time went" })).toBeVisible();
      await page.goBack();
      await expect(page.locator(mark).first(), view).toBeVisible();
      await expect
        .poll(async () => (await page.getByRole("heading", { level: 1 }).allTextContents()).join())
        .toBe(heading);
    }
  });
}

/** The same numbers every time. */
function dice(seed: number) {
  return (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
}

test("no fragment breaks the page", async ({ app, page, site }) => {
  test.setTimeout(90_000);
  site.add("given/shop.json", THREE_TRACES);
  await app.start(`#/traces?${SRC}`);
  await expect(app.traceRows).toHaveCount(3);
  const roll = dice(7);
  const one = (of: string[]) => of[roll(of.length)]!;
  const keys = "q from to span slow fast tab zoom root fold find sort by op scale edge hops pair marks skew theme tz embed hide origin cols only table level flame ruler near x".split(" ");
  const values = [
    "", "1", "-1", "p95..", "..", "%", "%zz", "%00", "{ status = error }", "{ status =", "now-1h", "now", "2026-01-01T00:00:00Z",
    "0..1000000000000", "-9223372036854775808..9223372036854775807", "waterfall", "flame", "table", "log", "map", "header,detail,nothing",
    "a,b;c|d", "🦀".repeat(40), "x".repeat(3000), "<img src=x onerror=alert(1)>", "name", "-traces", "linear", traceId(0), "0000000000000002",
    "utc", "dark", "NaN", "1e999", "\u202e", "op:GET /cart;p95..", "(((((((((", "d1",
  ];
  for (let nth = 0; nth < 40; nth += 1) {
    const view = one(["open", "traces", "store", "services", "latency", "compare", "findings", TRACE, "trace/", "trace/~9", "nowhere", ""]);
    const pairs = Array.from({ length: roll(7) }, () => `${one(keys)}=${roll(2) ? encodeURIComponent(one(values)) : one(values)}`);
    const hash = `#/${view}?${[SRC, ...pairs].join("&")}`;
    await page.evaluate((hash) => (location.hash = hash), hash);
    await expect(page.locator("main > *").first(), hash).toBeAttached();
    await app.ready();
  }
  // It still does what it did.
  await page.evaluate((src) => (location.hash = `#/traces?${src}`), SRC);
  await expect(app.traceRows).toHaveCount(3);
});
