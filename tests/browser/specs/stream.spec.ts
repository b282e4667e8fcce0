// A packed file of 300 MB: read as it comes, never whole in memory.
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Page } from "@playwright/test";
import { memory } from "../support/memory.ts";
import { expect, test } from "../support/test.ts";

const FILE_BYTES = 300e6;
/** So much beside the store: the program, the buffers, what is held while trees are mended and the list is counted. */
const BESIDE_BYTES = 20 * 1024 * 1024;
const SPANS_A_TRACE = 100;

/** Lines of spans until the file is full, each of about a kilobyte, most of it text that comes again. */
function* spanLines(): Generator<string> {
  const text = "All of this is what a producer writes beside each span. ".repeat(12);
  for (let [nth, bytes] = [1, 0]; bytes < FILE_BYTES; nth += 1) {
    const trace = Math.floor(nth / SPANS_A_TRACE) + 1;
    const begun = `17672688${String(10_000_000_000 + nth * 1000).padStart(11, "0")}`;
    const attributes = [
      { key: "note", value: { stringValue: text } },
      { key: "http.route", value: { stringValue: `/route/${nth % 90}` } },
      { key: "n", value: { intValue: String(nth % 1000) } },
    ];
    const span = {
      traceId: trace.toString(16).padStart(32, "0"),
      spanId: nth.toString(16).padStart(16, "0"),
      parentSpanId: nth % SPANS_A_TRACE ? (trace * SPANS_A_TRACE - SPANS_A_TRACE).toString(16).padStart(16, "0") : "",
      name: `operation ${nth % 40}`,
      kind: 2,
      startTimeUnixNano: begun,
      endTimeUnixNano: `${BigInt(begun) + 900n}`,
      attributes,
    };
    const resource = { attributes: [{ key: "service.name", value: { stringValue: `service ${nth % 9}` } }] };
    const line = `${JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] })}\n`;
    bytes += line.length;
    yield line;
  }
}

/** Presses Cancel once the bar has told so many different steps above nothing; gives them. */
function calledOffAfter(page: Page, count: number) {
  return page.evaluate(
    (count) =>
      new Promise<{ percent: number; words: string }[]>((resolve) => {
        const steps: { percent: number; words: string }[] = [];
        const look = () => {
          const bar = document.querySelector("[role=progressbar][aria-valuenow]");
          const percent = Number(bar?.getAttribute("aria-valuenow") ?? 0);
          if (!bar || percent === 0 || steps.some((step) => step.percent === percent)) return;
          steps.push({ percent, words: bar.getAttribute("aria-valuetext") ?? "" });
          if (steps.length !== count) return;
          observer.disconnect();
          document.querySelector<HTMLButtonElement>("button[aria-label=Cancel]")?.click();
          resolve(steps);
        };
        // What is said in words may be written just after the figure.
        const observer = new MutationObserver(() => setTimeout(look));
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      }),
    count,
  );
}

test("a gzip of 300 MB is read with progress, called off, and read again in bounded memory", async ({ app, page, browserName }, info) => {
  test.setTimeout(300_000);
  const path = join(info.outputPath(), "lines.jsonl.gz");
  await pipeline(Readable.from(spanLines()), createGzip({ level: 1 }), createWriteStream(path));

  await app.start();
  // How far it is goes up, and in words too; then it is called off, before it can be through.
  const told = calledOffAfter(page, 3);
  await app.dropPaths([path]);
  const steps = await told;
  expect(steps.map(({ percent }) => percent)).toEqual(steps.map(({ percent }) => percent).toSorted((a, b) => a - b));
  for (const { words } of steps) expect(words).toMatch(/lines\.jsonl\.gz.*[\d,]+ spans/);
  await expect(app.progress).toBeHidden();
  await app.ready();
  await expect(app.openFiles).toBeVisible();

  const begun = Date.now();
  await app.dropPaths([path]);
  await expect(app.traceRows.first()).toBeVisible({ timeout: 120_000 });
  await app.ready();
  const seconds = (Date.now() - begun) / 1000;
  // Into a worker only Chromium's driver reaches.
  if (browserName !== "chromium") return;
  const { peak, store, spans } = await memory(page);
  info.annotations.push({
    type: "measured",
    description: `${spans} spans in ${seconds.toFixed(1)} s; ${(peak / 1e6).toFixed(0)} MB of memory for ${(store / 1e6).toFixed(0)} MB of store`,
  });
  console.log(info.annotations.at(-1)?.description);
  expect(spans).toBeGreaterThan(250_000);
  expect(peak, `peak of memory, with a store of ${store} bytes`).toBeLessThan(store + BESIDE_BYTES);
  expect(seconds, "seconds").toBeLessThan(60);
});
