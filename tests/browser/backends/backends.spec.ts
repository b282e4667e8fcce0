import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type { App } from "../support/app.ts";
import { startBackend } from "../support/backend.ts";
import { Store } from "../support/store.ts";
import { recorded, replayTempo } from "../support/tempo.ts";
import { expect, test as base } from "../support/test.ts";
import { asOtlp, asZipkin, common, madeTraces } from "./spans.ts";

const ZIPKIN = process.env["SPANSCOPE_ZIPKIN"];
const JAEGER = process.env["SPANSCOPE_JAEGER"];
const JAEGER_OTLP = process.env["SPANSCOPE_JAEGER_OTLP"];
const TEMPO = process.env["SPANSCOPE_TEMPO"];

const test = base.extend<{ store: Store }>({
  store: async ({ page, watch }, use) => {
    for (const address of [ZIPKIN, JAEGER]) if (address) watch.allow(new RegExp(address));
    // What a server does not know is asked for to find out what it is.
    watch.allow(/Failed to load resource|blocked by CORS policy/);
    await use(new Store(page));
  },
});
test.describe.configure({ mode: "serial" });

const MADE = madeTraces(30);

/** Everything that is open, as the page writes it. */
async function written(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Export…" }).click();
  const coming = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /^Everything open as OTLP/ }).click();
  return readFileSync(await (await coming).path(), "utf8");
}

/** The spans of a file with the same traces. */
async function ofFile(app: App, name: string, body: string) {
  await app.start("#/open");
  await app.open({ name, body });
  await expect(app.traceRows.first()).toBeVisible();
  const spans = common(await written(app.page));
  // What is open is not to be there when the store is asked.
  await app.page.goto("about:blank");
  return spans;
}

test("a real Zipkin is found out, searched, loaded, and holds what the file holds", async ({ app, page, store }) => {
  test.skip(!ZIPKIN, "there is no Zipkin here");
  const sent = await fetch(`${ZIPKIN}/api/v2/spans`, { method: "POST", headers: { "content-type": "application/json" }, body: asZipkin(MADE) });
  expect(sent.status).toBe(202);
  const expected = await ofFile(app, "sent.json", asZipkin(MADE));
  expect(expected).toHaveLength(120);
  await app.start("#/store");
  await store.connect(ZIPKIN!);
  await expect(page.getByText("Zipkin, API v2, 2 services")).toBeVisible();
  await expect(page.getByText("30 traces found in the whole store")).toBeVisible();
  await store.search.getByLabel("Service").fill("cart");
  await store.search.getByLabel("Only errors").check();
  await store.search.getByRole("button", { name: "Search" }).click();
  await expect(page.getByText("5 traces found in the whole store")).toBeVisible();
  await store.find("");
  await expect(page.getByText("30 traces found in the whole store")).toBeVisible();
  await store.part("Dependencies").click();
  await expect(page.getByRole("row", { name: /^web cart 30 5 \(17 %\)/ })).toBeVisible();
  await store.part("Traces").click();
  await store.rows.first().getByRole("link").click();
  await expect(app.spanRows).toHaveCount(4);
  await page.goBack();
  await page.getByRole("button", { name: "Load 29 traces" }).click();
  await page.getByRole("button", { name: "Show the loaded traces" }).click();
  await expect(app.traceCount).toHaveText("30 traces");
  expect(common(await written(page))).toEqual(expected);
  await page.goto(`${app.base}/index.html#/trace/${MADE[0]!.traceId}?endpoint=${encodeURIComponent(ZIPKIN!)}`);
  await page.reload();
  await expect(app.spanRows).toHaveCount(4);
});

test("a real Jaeger is found out, searched, loaded, and holds what the file holds", async ({ app, page, store }) => {
  test.skip(!JAEGER, "there is no Jaeger here");
  const sent = await fetch(`${JAEGER_OTLP}/v1/traces`, { method: "POST", headers: { "content-type": "application/json" }, body: asOtlp(MADE) });
  expect(sent.status).toBe(200);
  const expected = await ofFile(app, "sent.json", asOtlp(MADE));
  await app.start("#/store");
  await store.connect(JAEGER!);
  await expect(store.heading).toBeVisible();
  await expect(page.getByText(/^Jaeger, API v3/)).toBeVisible();
  await expect(page.getByText("Choose a service")).toBeVisible();
  await store.part("Dependencies").click();
  await expect(page.getByRole("row", { name: /^web cart 30/ })).toBeVisible();
  await store.part("Traces").click();
  await store.search.getByLabel("Service").fill("web");
  await store.search.getByRole("button", { name: "Search" }).click();
  await expect(page.getByText("30 traces found in the whole store")).toBeVisible();
  await store.rows.first().getByRole("link").click();
  await expect(app.spanRows).toHaveCount(4);
  await page.goBack();
  await page.getByRole("button", { name: "Load 29 traces" }).click();
  await page.getByRole("button", { name: "Show the loaded traces" }).click();
  await expect(app.traceCount).toHaveText(/^30 of 30 traces/);
  expect(common(await written(page))).toEqual(expected);
  await page.goto(`${app.base}/index.html#/trace/ffffffffffffffffffffffffffffffff?endpoint=${encodeURIComponent(JAEGER!)}`);
  await page.reload();
  await expect(page.getByText("does not have it either")).toBeVisible();
});

test("a Tempo behind a proxy is found out, searched, and asked about everything that it holds", async ({ app, page, store, site }) => {
  const folder = recorded("tempo");
  test.skip(!TEMPO && !folder, "$SPANSCOPE_TEMPO names no Tempo, and there are no recorded answers beside the project");
  // Without a real one, answers that were recorded from one, in its manners: no CORS, errors as plain text.
  const replay = TEMPO ? null : await startBackend({ cors: null });
  if (replay) replayTempo(replay, folder!);
  site.proxy("/tempo", replay?.origin ?? TEMPO!.replace(/\/$/, ""));
  const version = await fetch(`${replay?.origin ?? TEMPO}/api/status/buildinfo`).then((answer) => (answer.ok ? answer.json() : null));
  console.log(TEMPO ? `Tempo ${version?.version ?? "of a version that it does not tell"} at ${TEMPO}` : "Tempo: recorded answers of its main branch, 2026-08");
  await app.start("#/store?endpoint=/tempo&from=-24h");
  await expect(page.getByText(/^Tempo, [1-9]\d* services?$/)).toBeVisible();
  await expect(store.rows.first()).toBeVisible();
  // Its own sentence about what it does not understand.
  await store.find("{duration>>1s}");
  await expect(store.why).toContainText(/Tempo says: .*line \d+, col \d+/);
  const field = store.search.getByLabel("TraceQL");
  await field.fill("{ resource.service.na");
  await expect(page.getByRole("option", { name: /^resource\.service\.name in/ })).toBeVisible();
  await field.fill("");
  await page.keyboard.press("Enter");
  await expect(store.rows.first()).toBeVisible();
  await store.part("Rates").click();
  await expect(store.numbers.getByRole("row").nth(1)).toContainText(/\d\/s/);
  await store.part("Durations").click();
  await expect(store.numbers.getByRole("row").nth(1)).toContainText(/\d (µs|ms|s)/);
  await store.part("Histogram").click();
  await expect(store.numbers.getByRole("columnheader", { name: "p99 ≤" })).toBeVisible();
  await expect(store.numbers.getByRole("row").nth(1)).toContainText(/\d/);
  await store.part("Slow against fast").click();
  await expect(page.getByText(/^\d[\d,]* spans are selected, \d[\d,]* are not$/)).toBeVisible();
  await expect(store.numbers.getByRole("row").nth(1)).toContainText(/ = |without /);
  await store.part("Traces").click();
  await expect(store.rows.first()).toBeVisible();
  // One that it has, and one that it has not.
  const id = replay ? replayTempo(replay, folder!) : (await store.rows.first().getByRole("link").getAttribute("href"))?.match(/[0-9a-f]{32}/)?.[0];
  await store.find(id!);
  await expect(app.spanRows.first()).toBeVisible();
  await page.goto(`${app.base}/index.html#/trace/0000000000000000000000000000dead?endpoint=/tempo&kind=tempo`);
  await page.reload();
  await expect(page.getByText("does not have it either")).toBeVisible();
  await replay?.close();
});
