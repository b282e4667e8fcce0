// How fast a million spans are searched, and the facets counted of what is found: `search.ts FILE`.
import type { Page } from "@playwright/test";
import { App } from "../support/app.ts";
import { memory } from "../support/memory.ts";
import { inside, withPage } from "./browser.ts";
import type { Summary } from "./inside/readers.ts";
import type { Counted, Search } from "./inside/searching.ts";
import { conclude, median, percentile, round, type Goal } from "./report.ts";
import { recorded } from "./trace.ts";
import { workBetween, workerCalls } from "./work.ts";

const RUNS = 15;
/** Searches of each kind, and the milliseconds at work that the slowest of them may take. */
const KINDS: { what: string; limit: number; texts: string[] }[] = [
  {
    what: "an attribute equals",
    limit: 20,
    texts: [
      "{ .http.response.status_code = 5 }",
      "{ span.http.request.method = `GET` }",
      "{ .cloud.region = `eu-west-1` }",
      "{ span.user.id != `u-4711` }",
    ],
  },
  { what: "a regular expression over names", limit: 30, texts: ["{ name =~ `GET.*` }", "{ name !~ `(?i).*item.*` }"] },
  {
    what: "free words over everything",
    limit: 120,
    texts: ["upstream", "connect error", "svc-07", "zzyzx", "select stock", "GET -render"],
  },
  {
    what: "structural >>",
    limit: 60,
    texts: [
      "{ kind = server } >> { kind = client }",
      "{ status = error } >> { name = `SELECT item` }",
      "{ } >> { status = error }",
    ],
  },
];
/** What facets are counted of, and how often. */
const FACETS_OF = ["", "{ status = error }", "upstream", "{ kind = server } >> { kind = client }"];
const FACETS_RUNS = 5;
/** First letters of a search, each typed so many times into the real page. */
const LETTERS = "aegps5z-";
const TYPED = 5;
const KEY_LIMIT_MS = 100;
/** What the engine may hold beside its store once it has read more than a gigabyte. */
const BESIDE_LIMIT_MIB = 16;

const KEY_MARK = "spanscope-key";
const PAINT_MARK = "spanscope-paint";

const path = process.argv[2];
if (!path) throw new Error("Usage: search.ts FILE");

/** Milliseconds by the clock, and how many of them the threads concerned were at work. */
interface Taken {
  ms: number;
  work_ms: number;
}

const { summary, held, searches, prepareMs, facets } = await searched(path);
const keys = await typed(path);
console.log(`${summary.spans} spans, ${summary.traces} traces, ${summary.strings} distinct strings`);
console.log("medians at work (by the clock; the first time at work):");
const goals: Goal[] = KINDS.map(({ what, limit, texts }) => {
  const medians = texts.map((text) => {
    const { taken, matched_spans } = searches.find(({ q }) => q === text)!;
    const [work, clock] = [median(taken.map(({ work_ms }) => work_ms)), median(taken.map(({ ms }) => ms))];
    const first = round(taken[0]!.work_ms);
    console.log(`  ${text}: ${round(work)} ms (${round(clock)} ms; ${first} ms), ${matched_spans} spans`);
    return work;
  });
  return { what, value: Math.max(...medians), unit: " ms", limit };
});
console.log(`  facets: ${round(prepareMs)} ms to get ready, by the clock`);
for (const { q, traces, facets: shown, taken } of facets) {
  const [work, clock] = [median(taken.map(({ work_ms }) => work_ms)), median(taken.map(({ ms }) => ms))];
  console.log(`  facets of “${q}”: ${round(work)} ms (${round(clock)} ms), ${shown} facets over ${traces} traces`);
}
for (const { letter, taken } of keys) {
  const [work, clock] = [median(taken.map(({ work_ms }) => work_ms)), median(taken.map(({ ms }) => ms))];
  console.log(`  key ${letter}: ${round(work)} ms (${round(clock)} ms)`);
}
const all = keys.flatMap(({ taken }) => taken);
const p95 = (of: (taken: Taken) => number) => percentile(all.map(of), 95);
console.log(`  all keys, p95: ${round(p95(({ work_ms }) => work_ms))} ms (${round(p95(({ ms }) => ms))} ms)`);
goals.push({
  what: "first key to repainted list, p95",
  value: p95(({ work_ms }) => work_ms),
  unit: " ms",
  limit: KEY_LIMIT_MS,
});
goals.push({
  what: "memory beside the store, after reading",
  value: (held.peak - held.store) / (1 << 20),
  unit: " MiB",
  limit: BESIDE_LIMIT_MIB,
});
conclude("search", goals, { summary, searches, prepare_facets_ms: prepareMs, facets, keys, held });

/** The searches in a worker alone, what it holds before, and the facets of some. */
async function searched(path: string) {
  const texts = KINDS.flatMap(({ texts }) => texts);
  let summary!: Summary;
  let held!: { peak: number; store: number };
  let searches!: (Search & { taken: Taken[] })[];
  let prepareMs = 0;
  let facets!: (Counted & { taken: Taken[] })[];
  await withPage(async (page, site) => {
    page.setDefaultTimeout(0);
    await page.goto(site.add("bench.html", "<!doctype html><title>Bench</title><input type='file'>"));
    await page.setInputFiles("input", path);
    const searching = inside(page, site, "searching");
    summary = await searching<Summary>("open");
    held = await memory(page);
    searches = await timed(page, () => searching<Search[]>("search", texts, RUNS));
    prepareMs = await searching<number>("prepareFacets");
    facets = await timed(page, () => searching<Counted[]>("countFacets", FACETS_OF, FACETS_RUNS));
  });
  return { summary, held, searches, prepareMs, facets };
}

/** Asks the worker, all questions once a run, and adds how long it was at work for each. */
async function timed<T extends { ms: number[] }>(page: Page, ask: () => Promise<T[]>): Promise<(T & { taken: Taken[] })[]> {
  let asked!: T[];
  const recording = await recorded(page, async () => {
    asked = await ask();
  });
  const calls = workerCalls(recording);
  const runs = asked[0]?.ms.length ?? 0;
  if (calls.length !== asked.length * runs) throw new Error(`${calls.length} calls were recorded`);
  return asked.map((one, nth) => ({
    ...one,
    taken: one.ms.map((ms, run) => ({ ms, work_ms: (calls[run * asked.length + nth]!.tdur ?? 0) / 1000 })),
  }));
}

/** A letter typed into the empty box of the page, and again, each time from the whole list. */
async function typed(path: string) {
  const keys = [...LETTERS].map((letter) => ({ letter, taken: [] as Taken[] }));
  await withPage(async (page, site) => {
    page.setDefaultTimeout(300_000);
    const app = new App(page, site.origin);
    await app.start();
    await app.dropPaths([path]);
    await app.traceRows.first().waitFor();
    await page.locator("html[data-ready='true']:not([data-busy])").waitFor();
    const typing = inside(page, site, "typing");
    for (let run = 0; run < TYPED; run += 1) {
      for (const { letter, taken } of keys) {
        await app.search.click();
        // A person looks at the box before typing.
        await page.waitForTimeout(500);
        let ms = 0;
        const recording = await recorded(page, async () => {
          await typing("awaitRepaint", KEY_MARK, PAINT_MARK);
          await page.keyboard.press(letter);
          ms = await typing<number>("repaintMs");
        });
        taken.push({ ms, work_ms: workBetween(recording, KEY_MARK, PAINT_MARK) });
        await app.search.fill("");
        await app.traceCount.filter({ hasText: /^[\d,]+ traces$/ }).waitFor();
        await page.keyboard.press("Escape");
      }
    }
  });
  return keys;
}
