import { test } from "../support/remote.ts";
import { expect } from "../support/test.ts";
import { startBackend } from "../support/backend.ts";
import { recorded, replayTempo, smallTempo, smallTraces } from "../support/tempo.ts";
import { THREE_TRACES } from "../support/traces.ts";
import { traceId } from "../support/otlp.ts";
import { typeOver } from "../support/typing.ts";

test("Tempo behind a proxy is connected, searched, and a trace of it opened", async ({ app, page, store, tempo }) => {
  const folder = recorded("tempo");
  test.skip(!folder, "there are no recorded answers beside the project");
  const id = replayTempo(tempo, folder!);
  await app.start("#/open");
  await page.getByRole("button", { name: "Ask Tempo, Jaeger or Zipkin…" }).click();
  await store.connect("/tempo");
  await expect(store.heading).toContainText("/tempo");
  await expect(page.getByText("Tempo, 12 services")).toBeVisible();
  await expect(store.rows.first()).toContainText("frontend");
  await expect(page).toHaveURL(/#\/store\?endpoint=\/tempo/);
  await store.find("{ duration >>1s }");
  await expect(store.why).toContainText("parse error at line 0, col 10");
  // A pasted id goes to its trace.
  await store.find(id);
  await expect(app.traceHeading).toContainText("frontend");
  await expect(app.spanRows.first()).toBeVisible();
  // The address brings it back.
  await page.reload();
  await expect(app.traceHeading).toContainText("frontend");
  await page.goto(`${app.base}/index.html#/trace/00000000000000000000000000000abc?endpoint=/tempo&kind=tempo`);
  await page.reload();
  await expect(page.getByText("The store at /tempo does not have it either")).toBeVisible();
});

test("what was found is loaded, and every view says whether it is of that or of the store", async ({ app, page, store, tempo }) => {
  smallTempo(tempo, 200);
  await app.start("#/store?endpoint=/tempo");
  await expect(page.getByText("The latest 50 traces found in the whole store; there may be more")).toBeVisible();
  await store.search.getByLabel("At most").selectOption("200");
  await expect(page.getByText("The latest 200 traces found")).toBeVisible();
  await store.load();
  await expect(page.getByText("200 traces were loaded")).toBeVisible();
  await expect(store.rows.first()).toContainText("loaded");
  await page.getByRole("button", { name: "Show the loaded traces" }).click();
  await expect(app.traceCount).toHaveText("200 traces");
  await expect(page.getByText("This shows the loaded traces: 200 traces.")).toBeVisible();
  await page.keyboard.press("Shift+S");
  await expect(page.getByText("This shows the loaded traces: 200 traces.")).toBeVisible();
  await page.getByRole("link", { name: "Search the whole store" }).click();
  await expect(store.heading).toBeVisible();
  // Nothing is asked for twice.
  const fetched = tempo.asked.filter((path) => path.startsWith("/api/v2/traces/"));
  expect(new Set(fetched).size).toBe(200);
  expect(fetched).toHaveLength(200);
});

test("what is fetched in bulk leaves a place free, and a stop keeps what has come", async ({ app, page, store, tempo }) => {
  smallTempo(tempo, 50);
  tempo.say(/^\/api\/v2\/traces\//, { silent: true });
  await app.start("#/store?endpoint=/tempo");
  const fetched = () => tempo.asked.filter((path) => path.startsWith("/api/v2/traces/")).length;
  await page.getByRole("button", { name: "Load 50 traces" }).click();
  await expect(page.getByRole("progressbar", { name: "Fetching traces" })).toBeVisible();
  await expect.poll(fetched).toBe(3);
  // A search is answered meanwhile.
  await store.find("{ status = error }");
  await expect.poll(() => decodeURIComponent(tempo.asked.at(-1) ?? "")).toContain("{ status = error }");
  await expect(page.getByText("The latest 50 traces found in the whole store")).toBeVisible();
  await page.getByRole("button", { name: "Stop fetching" }).click();
  await expect(page.getByText("0 traces were loaded; 50 traces were not fetched")).toBeVisible();
  expect(fetched()).toBe(3);
});

test("what a store was asked is asked again when another worker takes the place of the one that asked", async ({ app, page, store, tempo }) => {
  smallTempo(tempo, 6);
  await app.start("#/store?endpoint=/tempo");
  await app.open({ name: "shop.json", body: THREE_TRACES });
  await expect(store.rows).toHaveCount(6);
  let asked = 0;
  const found = '{"traces":[{"traceID":"abc","durationMs":3}],"metrics":{}}';
  tempo.say(/^\/api\/search\?q=[^&]*status/, () => ((asked += 1) === 1 ? { silent: true } : { body: found }));
  await store.find("{ status = error }");
  await expect.poll(() => asked).toBe(1);
  await app.drop({ name: "other.json", body: THREE_TRACES });
  await page.getByRole("region", { name: "Add or replace" }).getByRole("button", { name: "Replace" }).click();
  await expect.poll(() => asked).toBe(2);
  await page.getByRole("link", { name: "Store", exact: true }).click();
  await expect(store.rows).toHaveCount(1);
});

test("a page that opens nothing asks no endpoint by a key", async ({ app, page }) => {
  await app.start("#/open?hide=open");
  await page.keyboard.press("Shift+E");
  // The help comes, as a key that is not left out.
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: /Keys/ })).toBeVisible();
  await expect(page).not.toHaveURL(/#\/store/);
});

test("a trace that the store does not have yet is asked for again", async ({ app, page, tempo }) => {
  const ids = smallTempo(tempo, 1);
  tempo.say(/^\/api\/v2\/traces\//, { body: '{"trace":{},"metrics":{}}' });
  await app.start(`#/trace/${ids[0]}?endpoint=/tempo`);
  await expect(page.getByText("The store at /tempo does not have it either")).toBeVisible();
  smallTraces(tempo, 1);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(app.spanRows).toHaveCount(2);
});

test("the question before another host is asked says all that it will see", async ({ app, page }) => {
  await app.start("#/store?endpoint=https%3A%2F%2Ftempo.example.org&kind=tempo&tenant=team-a");
  const question = page.getByRole("region", { name: "Ask an endpoint" });
  await expect(question).toContainText("will see your address, what you search for and the tenant “team-a” that the link names; nothing else is sent");
});

test("the fields and the text are one search", async ({ app, page, store, tempo }) => {
  smallTempo(tempo, 3);
  await app.start("#/store?endpoint=/tempo");
  await expect(store.rows).toHaveCount(3);
  await typeOver(store.search.getByLabel("Service"), "web");
  await typeOver(store.search.getByLabel("Longer than"), "250 ms");
  await store.search.getByLabel("Only errors").check();
  const text = store.search.getByLabel("TraceQL");
  await expect(text).toHaveValue('{ resource.service.name = "web" && duration >= 250ms && status = error }');
  await store.search.getByRole("button", { name: "Search" }).click();
  await expect.poll(() => decodeURIComponent(tempo.asked.at(-1) ?? "")).toContain("duration >= 250ms");
  await text.fill("{ a = 1 } >> { b = 2 }");
  await expect(store.search.getByLabel("Service")).toBeDisabled();
  await text.fill("{ name = \"GET /cart\" }");
  await expect(store.search.getByLabel("Operation")).toHaveValue("GET /cart");
  await expect(page).toHaveURL(/duration/);
});

test("tenant and headers are sent, and only the tenant is in the link", async ({ app, page, store, tempo }) => {
  smallTempo(tempo, 1);
  await app.start("#/store");
  await store.connect("/tempo", { tenant: "team-a", headers: "Authorization: Bearer secret" });
  await expect(store.rows).toHaveCount(1);
  expect(tempo.headers()["x-scope-orgid"]).toBe("team-a");
  expect(tempo.headers()["authorization"]).toBe("Bearer secret");
  await expect(page).toHaveURL(/tenant=team-a/);
  expect(page.url()).not.toContain("secret");
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("secret");
  await page.reload();
  await expect(store.rows).toHaveCount(1);
  expect(tempo.headers()["authorization"]).toBeUndefined();
});

test("a part of a trace is told to be one", async ({ app, store, tempo }) => {
  smallTempo(tempo, 1);
  const trace = { trace: JSON.parse(THREE_TRACES), status: "PARTIAL", message: "the trace is too large", metrics: {} };
  tempo.say(/^\/api\/v2\/traces\//, { body: JSON.stringify(trace) });
  await app.start(`#/trace/${traceId(0)}?endpoint=/tempo`);
  await expect(app.notices).toContainText("Tempo gave only a part of a trace: the trace is too large");
  await expect(app.spanRows.first()).toBeVisible();
  void store;
});

test("another host that a link names is asked only after a click, which is remembered", async ({ app, page, store, watch }) => {
  const zipkin = await startBackend();
  watch.allow(new RegExp(zipkin.origin));
  zipkin.say(/^\/api\/v2\/services$/, { body: '["web"]' });
  zipkin.say(/^\/api\/v2\/traces\?/, { body: "[]" });
  await app.start(`#/store?endpoint=${encodeURIComponent(zipkin.origin)}&kind=zipkin`);
  const question = page.getByRole("region", { name: "Ask an endpoint" });
  await expect(question).toContainText(new URL(zipkin.origin).host);
  expect(zipkin.asked).toEqual([]);
  await question.getByRole("button", { name: "Connect" }).click();
  await expect(store.heading).toBeVisible();
  await page.reload();
  await expect(store.heading).toBeVisible();
  await zipkin.close();
});

test("nobody is asked but who was named", async ({ app, page, store, watch }) => {
  const named = await startBackend();
  watch.allow(new RegExp(named.origin));
  smallTempo(named, 5);
  const outside: string[] = [];
  page.context().on("request", (request) => outside.push(new URL(request.url()).origin));
  await app.start("#/store");
  await store.connect(named.origin);
  await expect(store.rows).toHaveCount(5);
  await store.load();
  await store.rows.first().getByRole("link").click();
  await expect(app.spanRows.first()).toBeVisible();
  const others = outside.filter((origin) => ![new URL(app.base).origin, named.origin, "null"].includes(origin));
  expect(others).toEqual([]);
  expect(named.asked.length).toBeGreaterThan(6);
  await named.close();
});
