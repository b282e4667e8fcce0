// How fast a new brush is answered over a million spans: `compare.ts FILE`.
import { App } from "../support/app.ts";
import { inside, withPage } from "./browser.ts";
import { conclude, median, percentile, round } from "./report.ts";

const BRUSHES = 24;
const LIMIT_MS = 150;

const path = process.argv[2];
if (!path) throw new Error("Usage: compare.ts FILE");

let first_ms = 0;
const taken: number[] = [];
await withPage(async (page, site) => {
  page.setDefaultTimeout(300_000);
  const app = new App(page, site.origin);
  await app.start();
  await app.dropPaths([path]);
  await app.traceRows.first().waitFor();
  await app.ready();
  const from = performance.now();
  await page.keyboard.press("Shift+C");
  await page.locator(".compare-gap").waitFor();
  first_ms = performance.now() - from;
  await page.locator(".pair-table").waitFor();
  const comparing = inside(page, site, "comparing");
  for (let nth = 0; nth < BRUSHES; nth += 1) {
    // Bands of latency, each another one, as a brush drags them.
    const fragment = `#/compare?slow=p${70 + nth}..&fast=p${5 + nth}..p${50 + (nth % 15)}`;
    taken.push(await comparing<number>("repaintMs", fragment));
    // What follows the repaint is not the next brush's.
    await page.waitForTimeout(500);
    const told = await page.locator(".compare-view").innerText();
    if (/\bNaN\b|\binf\b/.test(told)) throw new Error(`no number in the comparison of ${fragment}`);
  }
});
console.log(`the first comparison: ${round(first_ms)} ms; new brushes: median ${round(median(taken))} ms`);
conclude(
  "compare",
  [{ what: "new brush to repainted comparison, p95", value: percentile(taken, 95), unit: " ms", limit: LIMIT_MS }],
  { first_ms, taken },
);
