import type { CDPSession } from "@playwright/test";
import { memory } from "../support/memory.ts";
import { expect, test } from "../support/test.ts";
import { THREE_TRACES } from "../support/traces.ts";

const CYCLES = 100;
/** By then everything has been made that is made once. */
const SETTLED = 20;

/** What the page holds once all that nobody holds any more is gone. */
async function held(session: CDPSession) {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heap_bytes: of("JSHeapUsedSize"), nodes: of("Nodes"), listeners: of("JSEventListeners") };
}

test("nothing grows when files are opened and closed a hundred times", async ({ app, page, browserName }) => {
  test.skip(browserName !== "chromium", "only Chromium tells what it holds");
  test.setTimeout(300_000);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await app.start();
  let settled: Awaited<ReturnType<typeof held>> | undefined;
  let engine_bytes = 0;
  for (let cycle = 1; cycle <= CYCLES; cycle += 1) {
    await app.open({ name: "three.json", body: THREE_TRACES });
    await app.openTrace(0);
    await expect(app.spanRows.first()).toBeVisible();
    // So long that what is made ahead, while nobody asks for anything, is made too.
    if (cycle === 1) await page.waitForTimeout(2_000);
    await app.chips.click();
    await page.getByRole("button", { name: "Close all" }).click();
    await expect(app.openFiles).toBeVisible();
    if (cycle === SETTLED) {
      settled = await held(session);
      engine_bytes = (await memory(page)).peak;
    }
  }
  const after = await held(session);
  expect((await memory(page)).peak, "the engine's memory, which never shrinks").toBe(engine_bytes);
  expect(after.nodes, "nodes of the document and those that are kept beside it").toBeLessThan(settled!.nodes * 1.1);
  expect(after.listeners).toBeLessThan(settled!.listeners * 1.1);
  expect(after.heap_bytes).toBeLessThan(settled!.heap_bytes * 1.1);
});
