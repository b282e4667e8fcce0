// How fast the views of all traces are made from a million spans: `views.ts FILE`.
import { inside, withPage } from "./browser.ts";
import type { Summary } from "./inside/readers.ts";
import type { Timed, Viewed } from "./inside/viewing.ts";
import { conclude, median, round } from "./report.ts";

const RUNS = 7;
/** Milliseconds that the graph of services may take first, and after each change of the search. */
const GRAPH_FIRST_MS = 200;
const GRAPH_FILTERED_MS = 50;
/** What else is asked waits behind a step of what is made ahead. */
const STEP_MS = 50;
/** Milliseconds that a chart of latency may take, and the list below while the brush moves. */
const LATENCY_MS = 30;
/** What the graph is asked for: searches that keep nearly all, some and few traces. */
const FILTERS = ["{ }", "{ status = error }", "{ kind = server && duration > 100ms }", "{ name =~ `GET.*` }"];

const path = process.argv[2];
if (!path) throw new Error("Usage: views.ts FILE");

let summary!: Summary;
let ahead: number[] = [];
let first!: Viewed;
const filtered: Viewed[] = [];
let latency: Timed[] = [];
await withPage(async (page, site) => {
  page.setDefaultTimeout(0);
  await page.goto(site.add("bench.html", "<!doctype html><title>Bench</title><input type='file'>"));
  await page.setInputFiles("input", path);
  const viewing = inside(page, site, "viewing");
  summary = await viewing<Summary>("open");
  ahead = await viewing<number[]>("ahead");
  first = await viewing<Viewed>("graph", "", 1);
  latency = [...(await viewing<Timed[]>("charts", RUNS)), ...(await viewing<Timed[]>("brushing", RUNS))];
  for (const q of FILTERS) filtered.push(await viewing<Viewed>("graph", q, RUNS));
});
console.log(`${summary.spans} spans, ${summary.traces} traces`);
const aheadMs = ahead.reduce((sum, ms) => sum + ms, 0);
console.log(`  graph, made ahead: ${ahead.length} steps, ${round(aheadMs)} ms, ${round(Math.max(...ahead))} ms the longest`);
console.log(`  graph, the first time after that: ${round(first.ms[0]!)} ms; ${first.nodes} nodes, ${first.edges} edges`);
for (const { q, ms, traces, edges } of filtered) {
  const [searched, graphed] = [round(ms[0]!), round(median(ms))];
  console.log(`  graph of ${q}: ${graphed} ms (${searched} ms with the search); ${traces} traces, ${edges} edges`);
}
for (const { what, ms } of latency) console.log(`  ${what}: ${round(median(ms))} ms, ${round(Math.max(...ms))} ms at most`);
conclude(
  "views",
  [
    { what: "graph of services, first, made ahead", value: first.ms[0]!, unit: " ms", limit: GRAPH_FIRST_MS },
    // Whoever comes by a link straight to the graph waits for all of it.
    { what: "graph of services, first, all at once", value: aheadMs + first.ms[0]!, unit: " ms", limit: GRAPH_FIRST_MS },
    { what: "a step of what is made ahead", value: Math.max(...ahead), unit: " ms", limit: STEP_MS },
    {
      what: "graph of services, after a filter",
      value: Math.max(...filtered.map(({ ms }) => median(ms))),
      unit: " ms",
      limit: GRAPH_FILTERED_MS,
    },
    ...latency.map(({ what, ms }) => ({ what, value: median(ms), unit: " ms", limit: LATENCY_MS })),
  ],
  { summary, ahead, first, filtered, latency },
);
