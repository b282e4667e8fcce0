import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type { App } from "../support/app.ts";
import { Store } from "../support/store.ts";
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

test("a real Tempo behind a proxy is found out and searched", async ({ app, page, store, site }) => {
  test.skip(!TEMPO, "$SPANSCOPE_TEMPO names no Tempo");
  site.proxy("/tempo", TEMPO!.replace(/\/$/, ""));
  await app.start("#/store?endpoint=/tempo");
  await expect(page.getByText(/^Tempo, \d+ service/)).toBeVisible();
  await expect(page.getByText(/found in the whole store|found no trace/)).toBeVisible();
  void store;
});
