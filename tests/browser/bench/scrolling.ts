// Scrolling a long trace, and what that costs beside bare lists of the same size.
import type { Page } from "@playwright/test";
import { App } from "../support/app.ts";
import type { Site } from "../support/site.ts";
import { inside, withPage } from "./browser.ts";
import { frames, type Frames } from "./frames.ts";
import type { Measures } from "./inside/bare.ts";
import { percentile, round } from "./report.ts";
import { recorded } from "./trace.ts";

/** Runs of each list. */
export const RUNS = 5;
/** How far and how fast a run scrolls, in pixels and in pixels a second. */
const DISTANCE_PX = 30_000;
const SPEED_PX = 6_000;

/** The work of a frame that 95 of 100 frames do not exceed, in milliseconds. */
export function p95(runs: Frames[]): number {
  return percentile(runs.flatMap(({ work_ms }) => work_ms), 95);
}

/** How many of the frames were dropped, in percent. */
export function droppedShare(runs: Frames[]): number {
  const sum = (of: (run: Frames) => number) => runs.reduce((total, run) => total + of(run), 0);
  return (100 * sum(({ dropped }) => dropped)) / sum(({ dropped, drawn }) => dropped + drawn);
}

/** Prints the frames of some runs. */
export function table(name: string, runs: Frames[]) {
  const all = runs.flatMap(({ work_ms }) => work_ms);
  const work = [50, 95, 99].map((percent) => `p${percent} ${round(percentile(all, percent))} ms`).join(", ");
  console.log(`${name}: ${all.length} frames, work ${work}, dropped ${round(droppedShare(runs))} %`);
  const parts = (["script", "style", "layout", "paint"] as const).map((part) => {
    const mean = runs.reduce((sum, { mean_ms }) => sum + mean_ms[part], 0) / runs.length;
    return `${part} ${round(mean)} ms`;
  });
  console.log(`  on average ${parts.join(", ")}`);
}

/**
 * Scrolls the waterfall of a long trace and bare lists of the same size, in turn. `beside` does something else with the
 * waterfall in every turn, so that it is measured against the same lists.
 */
export async function scrolling(path: string, beside?: (app: App, page: Page) => Promise<Frames>) {
  const [waterfall, bare, keeping, others]: [Frames[], Frames[], Frames[], Frames[]] = [[], [], [], []];
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
    const bareList = await openBareList(page, site, { ...measures, keeps: false });
    const keepingList = await openBareList(page, site, { ...measures, keeps: true });
    for (let run = 0; run < RUNS; run += 1) {
      waterfall.push(await scrolled(page, ".waterfall-scroll"));
      bare.push(await scrolled(bareList, "#bare"));
      keeping.push(await scrolled(keepingList, "#bare"));
      if (beside) {
        await page.bringToFront();
        others.push(await beside(app, page));
      }
    }
  });
  return { waterfall, bare, keeping, others };
}

async function openBareList(beside: Page, site: Site, measures: Measures): Promise<Page> {
  const page = await beside.context().newPage();
  await page.goto(site.add("bare.html", "<!doctype html><title>Bare list</title>"));
  await inside(page, site, "bare")("bareList", measures);
  return page;
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
