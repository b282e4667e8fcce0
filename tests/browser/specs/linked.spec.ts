import { expect, test } from "../support/test.ts";

const MS = 1_000_000n;
const ORDER = "a".repeat(32);
const WORK = "b".repeat(32);

/** An order that is announced on a queue, and the work that takes it up 30 ms after the order has ended. */
const span = (traceId: string, spanId: string, name: string, from: bigint, to: bigint, more: object = {}) => ({
  traceId,
  spanId,
  name,
  startTimeUnixNano: String(1_000n * MS + from * MS),
  endTimeUnixNano: String(1_000n * MS + to * MS),
  ...more,
});
const links = [{ traceId: ORDER, spanId: "000000000000000a" }];
const spans = [
  span(ORDER, "0000000000000001", "order", 0n, 100n),
  span(ORDER, "000000000000000a", "send", 10n, 20n, { parentSpanId: "0000000000000001", kind: 4 }),
  span(WORK, "0000000000000002", "work", 130n, 150n, { kind: 5, links }),
  span(WORK, "0000000000000003", "render", 135n, 145n, { parentSpanId: "0000000000000002" }),
];
const QUEUE = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });

test("a linked trace unfolds below the span it is tied to, and is one step away", async ({ app, page, site }) => {
  site.add("given/queue.json", QUEUE);
  await app.start(`#/trace/${ORDER}?src=given/queue.json`);
  await expect(app.spanRows).toHaveCount(2);
  await app.waterfall.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("g");
  await expect(app.spanRows).toHaveCount(4);
  await expect(app.currentSpan).toContainText("send");
  const work = app.spanRows.filter({ hasText: "work" });
  await expect(work).toContainText("linked trace");
  await expect(work).toContainText("30 ms after the end");
  await expect(work).toHaveAttribute("aria-level", "3");
  await expect(page).toHaveURL(/fold=:l1/);
  await page.reload();
  await expect(app.spanRows).toHaveCount(4);

  await app.waterfall.focus();
  await page.keyboard.press("Home");
  for (let down = 0; down < 3; down += 1) await page.keyboard.press("ArrowDown");
  await expect(app.currentSpan).toContainText("render");
  await page.keyboard.press("g");
  await expect(app.spanRows).toHaveCount(2);
  await expect(app.currentSpan).toContainText("send");
  await app.currentSpan.getByRole("button", { name: "Unfold the linked trace here" }).click();
  await work.getByText("work").click();
  await expect(app.traceHeading).toContainText("work");
  await expect(app.selectedSpan).toContainText("work");
});
