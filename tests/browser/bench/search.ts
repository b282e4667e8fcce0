// How fast a million spans are searched: `search.ts FILE`.
import { App } from "../support/app.ts";
import { inside, withPage } from "./browser.ts";
import type { Summary } from "./inside/readers.ts";
import type { Search } from "./inside/searching.ts";
import { conclude, median, percentile, round, type Goal } from "./report.ts";

const RUNS = 15;
/** Searches of each kind, and the milliseconds that the slowest of them may take. */
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
  { what: "regular expression over names", limit: 30, texts: ['{ name =~ "GET.*" }', '{ name !~ "(?i).*item.*" }'] },
  {
    what: "free words over everything",
    limit: 120,
    texts: ["upstream", "connect error", "svc-07", "zzyzx", "select stock", "GET -render"],
  },
  {
    what: "structural >>",
    limit: 60,
    texts: ["{ kind = server } >> { kind = client }", "{ status = error } >> { name = \"SELECT item\" }", "{ } >> { status = error }"],
  },
];
/** First letters of a search, each typed so many times into the real page. */
const LETTERS = "aegps5z-";
const TYPED = 5;
const KEY_LIMIT_MS = 100;

const path = process.argv[2];
if (!path) throw new Error("Usage: search.ts FILE");

const { summary, searches } = await searched(path);
const keys_ms = await typed(path);
console.log(`${summary.spans} spans, ${summary.traces} traces`);
const goals: Goal[] = KINDS.map(({ what, limit, texts }) => {
  const medians = texts.map((text) => {
    const found = searches.find(({ q }) => q === text)!;
    const ms = median(found.ms);
    console.log(`  ${text}: median ${round(ms)} ms, first ${round(found.ms[0]!)} ms, ${found.matched_spans} spans`);
    return ms;
  });
  return { what, value: Math.max(...medians), unit: " ms", limit };
});
const all_keys = keys_ms.flatMap(({ ms }) => ms);
for (const { letter, ms } of keys_ms) console.log(`  key ${letter}: median ${round(median(ms))} ms, ${ms.map(round).join(", ")}`);
goals.push({ what: "first key to repainted list, p95", value: percentile(all_keys, 95), unit: " ms", limit: KEY_LIMIT_MS });
conclude("search", goals, { summary, searches, keys_ms });

/** The searches in a worker alone. */
async function searched(path: string) {
  let summary!: Summary;
  let searches!: Search[];
  await withPage(async (page, site) => {
    page.setDefaultTimeout(0);
    await page.goto(site.add("bench.html", "<!doctype html><title>Bench</title><input type='file'>"));
    await page.setInputFiles("input", path);
    const searching = inside(page, site, "searching");
    summary = await searching<Summary>("open");
    searches = await searching<Search[]>("search", KINDS.flatMap(({ texts }) => texts), RUNS);
  });
  return { summary, searches };
}

/** A letter typed into the empty box of the page, and again, each time from the whole list. */
async function typed(path: string) {
  const keys = [...LETTERS].map((letter) => ({ letter, ms: [] as number[] }));
  await withPage(async (page, site) => {
    page.setDefaultTimeout(300_000);
    const app = new App(page, site.origin);
    await app.start();
    await app.dropPaths([path]);
    await app.traceRows.first().waitFor();
    await page.locator("html[data-ready='true']:not([data-busy])").waitFor();
    const typing = inside(page, site, "typing");
    const status = page.locator(".list-bar [role=status]");
    for (let run = 0; run < TYPED; run += 1) {
      for (const { letter, ms } of keys) {
        await app.search.click();
        // A person looks at the box before typing.
        await page.waitForTimeout(500);
        await typing("awaitRepaint");
        await page.keyboard.press(letter);
        ms.push(await typing<number>("repaintMs"));
        await app.search.fill("");
        await status.filter({ hasText: /^[\d,]+ traces$/ }).waitFor();
        await page.keyboard.press("Escape");
      }
    }
  });
  return keys;
}
