import { expect, test as base } from "../support/test.ts";
import { startBackend, type Backend, type Said } from "../support/backend.ts";
import { Store } from "../support/store.ts";
import { smallTempo, smallTrace } from "../support/tempo.ts";
import { THREE_TRACES } from "../support/traces.ts";
import { typeOver } from "../support/typing.ts";

interface Fixtures {
  store: Store;
  backend: Backend;
}

/** Every test begins with a store that answers, and three traces of a file. */
const test = base.extend<Fixtures>({
  store: async ({ page }, use) => use(new Store(page)),
  backend: async ({ watch }, use) => {
    const backend = await startBackend();
    smallTempo(backend, 4);
    watch.allow(new RegExp(backend.origin));
    watch.allow(/Failed to load resource|blocked by CORS policy|net::ERR/);
    await use(backend);
    await backend.close();
  },
});

const HTML = "<!doctype html><title>Oh no</title><h1>It broke</h1>";

const failures: { name: string; said: Said; says: string; then?: string }[] = [
  { name: "a page of HTML with 500", said: { status: 500, type: "text/html", body: HTML }, says: "answered 500" },
  { name: "a page of HTML with 200", said: { type: "text/html", body: HTML }, says: "answered with a web page, not with JSON" },
  {
    name: "ten megabytes of garbage",
    said: { body: Buffer.alloc(10 << 20, "x7;") },
    says: "answered with something that is no JSON",
  },
  { name: "JSON of another kind", said: { body: '{"numbers":[1,2,3]}' }, says: "JSON that is not Tempo’s" },
  { name: "an answer that breaks off", said: { body: "x".repeat(4000), breaks: true }, says: "before its end" },
  { name: "401", said: { status: 401, body: "" }, says: "wants to know who asks (401)", then: "Authorization" },
  { name: "403", said: { status: 403, body: "" }, says: "does not let you ask this (403)" },
  { name: "404", said: { status: 404, type: "text/plain", body: "404 page not found" }, says: "has nothing at this address (404)" },
  { name: "400 with a sentence", said: { status: 400, type: "text/plain", body: "limit is too large" }, says: "Tempo says: limit is too large" },
];

for (const { name, said, says, then } of failures) {
  test(`${name} is told in a sentence, and what was loaded stays`, async ({ app, page, store, backend }) => {
    await app.start("#/open");
    await app.open({ name: "shop.json", body: THREE_TRACES });
    await page.keyboard.press("Shift+E");
    await store.connect(backend.origin, { kind: "Tempo" });
    await expect(store.rows).toHaveCount(4);
    backend.say(/^\/api\/search\?/, said);
    await store.find("{ status = error }");
    await expect(store.why).toContainText(says);
    if (then) await expect(store.why).toContainText(then);
    // There is always a way to the same answer as a file.
    await expect(store.why).toContainText(`curl -sS '${backend.origin}/api/search?q=`);
    backend.say(/^\/api\/search\?/, { body: '{"traces":[],"metrics":{}}' });
    await store.search.getByRole("button", { name: "Search" }).click();
    await expect(page.getByText("The store found no trace in this time")).toBeVisible();
    await page.getByRole("link", { name: "Traces", exact: true }).click();
    // The search is that of the loaded traces too.
    await expect(app.traceCount).toHaveText(/^1 of 3 traces/);
  });
}

test("a server that is asked too often is asked again a little later", async ({ app, store, backend }) => {
  await app.start("#/store");
  await store.connect(backend.origin);
  await expect(store.rows).toHaveCount(4);
  let times = 0;
  const found = '{"traces":[{"traceID":"abc","durationMs":3}],"metrics":{}}';
  backend.say(/^\/api\/search\?/, () => ((times += 1) < 3 ? { status: times === 1 ? 429 : 503 } : { body: found }));
  await store.find("{ status = error }");
  await expect(store.rows).toHaveCount(1);
  expect(times).toBe(3);
});

test("one that goes on saying so is told", async ({ app, store, backend }) => {
  await app.start("#/store");
  await store.connect(backend.origin);
  await expect(store.rows).toHaveCount(4);
  backend.say(/^\/api\/search\?/, { status: 429, type: "text/plain", body: "slow down" });
  await store.find("{ status = error }");
  await expect(store.why).toContainText("is asked too often (429): slow down");
  expect(backend.asked.filter((path) => path.includes("status"))).toHaveLength(4);
});

test("a slow server is waited for, can be stopped, and is given up at last", async ({ app, page, store, backend }) => {
  test.setTimeout(60_000);
  await app.start("#/store");
  await store.connect(backend.origin);
  await expect(store.rows).toHaveCount(4);
  backend.say(/^\/api\/search\?/, { silent: true });
  await store.find("{ status = error }");
  await expect(page.getByText("Searching the store…")).toBeVisible();
  await store.search.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("Searching the store…")).toBeHidden();
  await store.find("{ status = ok }");
  await expect(store.why).toContainText("gave no answer within 20 seconds", { timeout: 30_000 });
});

test("a server that nobody runs, and one that does not allow the page, are told apart", async ({ app, page, store, backend, watch }) => {
  const closed = await startBackend();
  const strict = await startBackend({ cors: null });
  watch.allow(new RegExp(`${closed.origin}|${strict.origin}`));
  smallTempo(strict, 1);
  await closed.close();
  await app.start("#/store");
  await store.connect(closed.origin);
  await expect(store.why).toContainText(`Nobody answers at ${closed.origin}`);
  await store.connect(strict.origin, { kind: "Tempo" });
  await expect(store.why).toContainText("(CORS)");
  await expect(store.why).toContainText("Tempo itself allows no page");
  await expect(store.why).toContainText("proxy_pass");
  await store.connect(strict.origin, { kind: "Jaeger" });
  await expect(store.why).toContainText("jaeger_query");
  await store.connect(strict.origin, { kind: "Zipkin" });
  await expect(store.why).toContainText("ZIPKIN_QUERY_ALLOWED_ORIGINS");
  await store.connect("ftp://nowhere");
  await expect(store.why).toContainText("cannot be asked");
  await store.connect(backend.origin, { kind: "Find out" });
  await expect(store.heading).toBeVisible();
  await expect(page.getByText("Tempo, 2 services")).toBeVisible();
  await strict.close();
});

test("a server that is gone is not asked once a trace, and what has come is kept", async ({ app, page, store, backend }) => {
  const answer = smallTrace(smallTempo(backend, 50));
  let given = 0;
  backend.say(/^\/api\/v2\/traces\//, (path) => ((given += 1) > 10 ? { status: 502, type: "text/html", body: HTML } : answer(path)));
  await app.start("#/store");
  await store.connect(backend.origin, { kind: "Tempo" });
  await page.getByRole("button", { name: "Load 50 traces" }).click();
  await expect(page.getByText("10 traces were loaded; 40 traces were not fetched, since several failed one after another")).toBeVisible();
  await expect(store.why).toContainText("answered 502");
  // Those that were on their way when the fifth failed, and no more.
  expect(given).toBeLessThan(20);
});

test("an address whose host would be a guess, or that holds a password, is refused", async ({ app, page, store, backend }) => {
  await app.start("#/store");
  await store.connect(new URL(backend.origin).host);
  await expect(page.getByText(`Write ${backend.origin} or https://`)).toBeVisible();
  await store.connect(backend.origin.replace("//", "//me:secret@"));
  const refusal = page.getByText("Browsers ask no address with a name and a password in it");
  await expect(refusal).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("secret");
  expect(backend.asked).toEqual([]);
});

test("what is no duration stays to be mended and nothing is searched for", async ({ app, page, store, backend }) => {
  await app.start("#/store");
  await store.connect(backend.origin);
  await expect(store.rows).toHaveCount(4);
  await typeOver(store.search.getByLabel("Longer than"), "soon");
  await typeOver(store.search.getByLabel("Service"), "web");
  await store.search.getByLabel("Operation").click();
  await expect(page.getByText("“soon” is no duration")).toBeVisible();
  await expect(store.search.getByLabel("Longer than")).toHaveValue("soon");
  const before = backend.asked.length;
  await store.search.getByRole("button", { name: "Search" }).click();
  await typeOver(store.search.getByLabel("Longer than"), "1s");
  await store.search.getByRole("button", { name: "Search" }).click();
  await expect.poll(() => decodeURIComponent(backend.asked.at(-1) ?? "")).toContain('resource.service.name = "web" && duration >= 1s');
  expect(backend.asked.slice(before).filter((path) => path.startsWith("/api/search?"))).toHaveLength(1);
});

test("a redirect is told and not followed", async ({ app, store, backend, watch }) => {
  const elsewhere = await startBackend();
  // The browser tells of the request that would follow; whether it was made, the server knows.
  watch.allow(new RegExp(elsewhere.origin));
  await app.start("#/store");
  await store.connect(backend.origin);
  await expect(store.rows).toHaveCount(4);
  backend.say(/^\/api\/search\?/, { status: 302, headers: { Location: `${elsewhere.origin}/login` } });
  await store.find("{ status = error }");
  await expect(store.why).toContainText("sends on to another address");
  await expect(store.why).toContainText("Sign in to the server");
  expect(elsewhere.asked).toEqual([]);
  await elsewhere.close();
});

test("a header that cannot be sent is refused before anything is asked", async ({ app, page, store, backend }) => {
  await app.start("#/store");
  await store.connect(backend.origin, { headers: "no colon here" });
  await expect(page.getByText("“no colon here” is no header")).toBeVisible();
  expect(backend.asked).toEqual([]);
});
