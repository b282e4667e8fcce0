// A worker that dies: another one takes its place, what was open is there again, and the page says what befell.
import type { Page, Worker } from "@playwright/test";
import { expect, test } from "../support/test.ts";
import { THREE_TRACES } from "../support/traces.ts";

/** What the page says of a worker that ended. */
const told = (page: Page) => page.getByText(/The engine stopped/);

test.beforeEach(({ browserName }) => {
  test.skip(browserName !== "chromium", "only Chromium's driver reaches into a worker");
});

test("what was open is read again, and the page says why", async ({ app, page, watch }) => {
  watch.allow(/a fault of the test/);
  await app.start();
  await app.open({ name: "three.json", body: THREE_TRACES });
  await expect(app.traceRows).toHaveCount(3);
  const replaced = page.waitForEvent("worker");
  await page.workers()[0]!.evaluate(() => void setTimeout(() => { throw new Error("a fault of the test"); }));
  await replaced;
  await expect(told(page)).toContainText(/a fault of the test; what was open before is read again$/);
  await app.ready();
  await app.openTrace(0);
  await expect(app.spanRows.first()).toBeVisible();
});

test("what nobody asked for ends it once at most", async ({ app, page, watch }) => {
  watch.allow(/a fault of the test/);
  let deaths = 0;
  const fault = (worker: Worker) => worker.evaluate(() => {
    self.addEventListener("message", ({ data }) => {
      if (data.request === '"prepare_graph"') throw new Error("a fault of the test");
    });
  });
  page.on("worker", (worker) => {
    void fault(worker);
    worker.on("close", () => (deaths += 1));
  });
  await app.start();
  await app.open({ name: "three.json", body: THREE_TRACES });
  await expect(told(page)).toBeVisible();
  await expect(app.traceRows).toHaveCount(3);
  // Longer than it took the first time.
  await page.waitForTimeout(3_000);
  expect(deaths).toBe(1);
  await app.openTrace(0);
  await expect(app.spanRows.first()).toBeVisible();
});
