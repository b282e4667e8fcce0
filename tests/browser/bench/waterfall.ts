// How fast a long trace opens, and what scrolling and zooming it cost: `waterfall.ts ONE-TRACE SHORT-TRACES`.
import type { Page } from "@playwright/test";
import { App } from "../support/app.ts";
import { inside, withPage } from "./browser.ts";
import { frames, longestTask, type Frames, type Task } from "./frames.ts";
import { conclude, median, round, type Goal } from "./report.ts";
import { p95, RUNS, scrolling, table } from "./scrolling.ts";
import { recorded } from "./trace.ts";
import { workBetween } from "./work.ts";

const CLICK_MARK = "spanscope-click";
const PAINT_MARK = "spanscope-paint";
/** Turns of the wheel of a run, first all in, then all out again, and milliseconds between them. */
const TURNS = 40;
const TURN_PX = 60;
const TURN_EVERY_MS = 30;

const [long, short] = process.argv.slice(2);
if (!long || !short) throw new Error("Usage: waterfall.ts ONE-TRACE SHORT-TRACES");

/** Opening the trace, from the click to the painted rows. */
interface Opening {
  ms: number;
  /** How much of it page and worker were at work. */
  work_ms: number;
  longest: Task;
}

const openings = await opened([long, short]);
const { waterfall, bare, others: zooming } = await scrolling(long, zoomed);
for (const { ms, work_ms, longest } of openings) {
  console.log(`opened in ${round(ms)} ms, ${round(work_ms)} ms at work, longest task ${round(longest.ms)} ms`);
}
table("scrolled waterfall", waterfall);
table("zoomed waterfall", zooming);
table("bare list", bare);
const goals: Goal[] = [
  { what: "opening after the click, median", value: median(openings.map(({ work_ms }) => work_ms)), unit: " ms", limit: 150 },
  { what: "scrolling, work a frame, p95, against a bare list", value: p95(waterfall) / p95(bare), unit: "", limit: 1.5 },
  { what: "zooming, work a frame, p95, against a bare list", value: p95(zooming) / p95(bare), unit: "", limit: 1.5 },
];
conclude("trace", goals, { openings, waterfall, zooming, bare });

/** Clicks the trace in the list, each time on a fresh page: the engine keeps what it found out about a trace. */
async function opened(paths: string[]): Promise<Opening[]> {
  const found: Opening[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await withPage(async (page, site) => {
      const app = new App(page, site.origin);
      await app.start("#/traces?sort=-spans");
      await app.dropPaths(paths);
      await app.traceRows.first().waitFor({ timeout: 120_000 });
      await app.ready();
      // The list has settled before a person reads it.
      await page.waitForTimeout(1_000);
      const opening = inside(page, site, "opening");
      let ms = 0;
      const recording = await recorded(page, async () => {
        await opening("awaitRows", CLICK_MARK, PAINT_MARK);
        await app.traceRows.first().getByRole("link").first().click();
        ms = await opening<number>("openedMs");
      });
      found.push({ ms, work_ms: workBetween(recording, CLICK_MARK, PAINT_MARK), longest: longestTask(recording) });
    });
  }
  return found;
}

/** Turns the wheel with Ctrl in the middle of the time column. */
async function zoomed(app: App, page: Page): Promise<Frames> {
  const box = await app.waterfall.boundingBox();
  if (!box) throw new Error("The waterfall is not there");
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2);
  const recording = await recorded(page, async () => {
    await page.keyboard.down("Control");
    for (let turn = 0; turn < 2 * TURNS; turn += 1) {
      await page.mouse.wheel(0, turn < TURNS ? -TURN_PX : TURN_PX);
      await page.waitForTimeout(TURN_EVERY_MS);
    }
    await page.keyboard.up("Control");
  });
  return frames(recording);
}
