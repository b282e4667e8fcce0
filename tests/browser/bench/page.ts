// Whether the page ever freezes, and what scrolling costs: `page.ts MANY-TRACES ONE-TRACE`.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { App } from "../support/app.ts";
import type { Site } from "../support/site.ts";
import { withPage } from "./browser.ts";
import { frames, longestTask, type Frames } from "./frames.ts";
import { conclude, percentile, round, type Goal } from "./report.ts";
import { recorded } from "./trace.ts";

const RUNS = 5;
/** How far and how fast a run scrolls, in pixels and in pixels a second. */
const DISTANCE_PX = 30_000;
const SPEED_PX = 6_000;

const [many, one] = process.argv.slice(2);
if (!many || !one) throw new Error("Usage: page.ts MANY-TRACES ONE-TRACE");

const opening = await openings(many);
const { waterfall, bare } = await scrolling(one);
const p95 = (runs: Frames[]) => percentile(runs.flatMap(({ work_ms }) => work_ms), 95);
const droppedShare = (runs: Frames[]) => {
  const sum = (of: (run: Frames) => number) => runs.reduce((total, run) => total + of(run), 0);
  return (100 * sum(({ dropped }) => dropped)) / sum(({ dropped, drawn }) => dropped + drawn);
};
const goals: Goal[] = [
  { what: "longest task from drop to list", value: Math.max(...opening), unit: " ms", limit: 50 },
  { what: "work a frame, p95, against a bare list", value: p95(waterfall) / p95(bare), unit: "", limit: 1.5 },
  { what: "dropped frames above a bare list", value: droppedShare(waterfall) - droppedShare(bare), unit: " points", limit: 5 },
];
console.log(`longest tasks while opening: ${opening.map((ms) => `${round(ms)} ms`).join(", ")}`);
table("waterfall", waterfall);
table("bare list", bare);
conclude("page", goals, { longest_tasks_ms: opening, waterfall, bare });

function table(name: string, runs: Frames[]) {
  const all = runs.flatMap(({ work_ms }) => work_ms);
  const work = [50, 95, 99].map((percent) => `p${percent} ${round(percentile(all, percent))} ms`).join(", ");
  console.log(`${name}: ${all.length} frames, work ${work}, dropped ${round(droppedShare(runs))} %`);
  const parts = (["script", "style", "layout", "paint"] as const).map((part) => {
    const mean = runs.reduce((sum, { mean_ms }) => sum + mean_ms[part], 0) / runs.length;
    return `${part} ${round(mean)} ms`;
  });
  console.log(`  on average ${parts.join(", ")}`);
}

/** Drops the file on a fresh page, a few times over; the longest task of each. */
async function openings(path: string): Promise<number[]> {
  const longest: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await withPage(async (page, site) => {
      const app = new App(page, site.origin);
      await app.start();
      const recording = await recorded(page, async () => {
        await app.dropPaths([path]);
        await app.traceRows.first().waitFor({ timeout: 120_000 });
        await app.ready();
        // The list's first answer, its drawing and what follows them.
        await page.waitForTimeout(500);
      });
      longest.push(longestTask(recording));
    });
  }
  return longest;
}

/** Scrolls the waterfall of a long trace and a bare list of the same size, in turn. */
async function scrolling(path: string): Promise<{ waterfall: Frames[]; bare: Frames[] }> {
  const [waterfall, bare]: [Frames[], Frames[]] = [[], []];
  await withPage(async (page, site) => {
    const app = new App(page, site.origin);
    await app.start();
    await app.dropPaths([path]);
    await app.spanRows.first().waitFor({ timeout: 120_000 });
    await app.ready();
    const measures = await app.waterfall.evaluate((box) => ({
      rows: Number(box.getAttribute("aria-rowcount")),
      row_px: box.querySelector("[role=row]")!.getBoundingClientRect().height,
      width_px: box.clientWidth,
      height_px: box.clientHeight,
    }));
    console.log(`lists of ${measures.rows} rows, ${measures.row_px} px each, in ${measures.height_px} px`);
    const other = await page.context().newPage();
    await openBareList(other, site, measures);
    for (let run = 0; run < RUNS; run += 1) {
      waterfall.push(await scrolled(page, ".waterfall-scroll"));
      bare.push(await scrolled(other, "#bare"));
    }
  });
  return { waterfall, bare };
}

async function openBareList(page: Page, site: Site, measures: object) {
  site.add("bare.js", readFileSync("build/bench/inside/bare.js"));
  await page.goto(site.add("bare.html", "<!doctype html><title>Bare list</title>"));
  await page.evaluate(`import("/bare.js").then(({ bareList }) => bareList(${JSON.stringify(measures)}))`);
}

/** Turns the wheel over a box for some seconds. */
async function scrolled(page: Page, selector: string): Promise<Frames> {
  await page.bringToFront();
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} is not there`);
  const session = await page.context().newCDPSession(page);
  const recording = await recorded(page, async () => {
    await session.send("Input.synthesizeScrollGesture", {
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      yDistance: -DISTANCE_PX,
      speed: SPEED_PX,
      gestureSourceType: "mouse",
      preventFling: true,
    });
  });
  await session.detach();
  return frames(recording);
}
