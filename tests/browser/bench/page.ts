// Whether the page ever freezes, and what scrolling costs: `page.ts MANY-TRACES ONE-TRACE`.
import { App } from "../support/app.ts";
import { withPage } from "./browser.ts";
import { longestTask, type Task } from "./frames.ts";
import { conclude, round, type Goal } from "./report.ts";
import { droppedShare, p95, RUNS, scrolling, table } from "./scrolling.ts";
import { recorded } from "./trace.ts";

const [many, one] = process.argv.slice(2);
if (!many || !one) throw new Error("Usage: page.ts MANY-TRACES ONE-TRACE");

const opening = await openings(many);
const { waterfall, bare, keeping } = await scrolling(one);
const goals: Goal[] = [
  { what: "longest task from drop to list", value: Math.max(...opening.map(({ ms }) => ms)), unit: " ms", limit: 50 },
  { what: "work a frame, p95, against a bare list", value: p95(waterfall) / p95(bare), unit: "", limit: 1.5 },
  { what: "dropped frames above a bare list", value: droppedShare(waterfall) - droppedShare(bare), unit: " points", limit: 5 },
];
const tasks = opening.map(({ ms, work_ms }) => `${round(ms)} ms (${round(work_ms)} ms at work)`);
console.log(`longest tasks while opening: ${tasks.join(", ")}`);
table("waterfall", waterfall);
table("bare list", bare);
table("bare list that rewrites only what comes into sight", keeping);
conclude("page", goals, { longest_tasks: opening, waterfall, bare, keeping });

/** Drops the file on a fresh page, a few times over; the longest task of each. */
async function openings(path: string): Promise<Task[]> {
  const longest: Task[] = [];
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
