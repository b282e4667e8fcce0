import { test } from "../support/remote.ts";
import { expect } from "../support/test.ts";
import { startBackend } from "../support/backend.ts";
import { recorded, replayTempo, smallTraces } from "../support/tempo.ts";
import { THREE_TRACES } from "../support/traces.ts";
import { typeOver } from "../support/typing.ts";

test("Tempo's numbers of the whole store are a press away, and stand in the link", async ({ app, page, store, tempo }) => {
  const folder = recorded("tempo");
  test.skip(!folder, "there are no recorded answers beside the project");
  replayTempo(tempo, folder!);
  await app.start("#/store?endpoint=/tempo&kind=tempo");
  await expect(store.rows.first()).toBeVisible();
  await store.part("Rates").click();
  await expect(store.numbers.getByRole("row")).toHaveCount(11);
  await expect(store.numbers).toContainText("not of the loaded traces");
  await expect(store.numbers.getByRole("row").nth(1)).toContainText("inventory");
  await expect(page).toHaveURL(/rate/);
  await store.part("Durations").click();
  await expect(store.numbers.getByRole("columnheader", { name: "p95", exact: true })).toBeVisible();
  await expect(store.numbers.getByRole("row", { name: /api-gateway/ })).toContainText("938 ms");
  await store.part("Histogram").click();
  await expect(store.numbers.getByRole("columnheader", { name: "p99 ≤" })).toBeVisible();
  // A search that is typed is asked as it stands.
  await store.find("{ kind = server } | rate() by (resource.service.name)");
  await expect(store.numbers.getByRole("row")).toHaveCount(11);
  await expect(page).toHaveURL(/rate/);
  await page.reload();
  await expect(store.numbers.getByRole("row")).toHaveCount(11);
  // A service leads to its traces.
  await store.numbers.getByRole("button", { name: "cart" }).click();
  await expect(store.rows.first()).toBeVisible();
  await expect(store.search.getByLabel("TraceQL")).toHaveValue('{ resource.service.name = "cart" }');
});

test("who asks for something else is not told that the first thing is still asked", async ({ app, page, store, tempo }) => {
  const folder = recorded("tempo");
  test.skip(!folder, "there are no recorded answers beside the project");
  replayTempo(tempo, folder!);
  await app.start("#/store?endpoint=/tempo&kind=tempo");
  await expect(store.rows.first()).toBeVisible();
  tempo.say(/query_range/, { silent: true });
  const stop = page.getByRole("button", { name: "Stop", exact: true });
  await store.part("Rates").click();
  await expect(stop).toBeVisible();
  await store.part("Traces").click();
  await expect(store.rows.first()).toBeVisible();
  await expect(stop).toBeHidden();
  await store.part("Slow against fast").click();
  await expect(stop).toBeVisible();
  await store.part("Traces").click();
  await expect(store.rows.first()).toBeVisible();
  await expect(stop).toBeHidden();
  await expect(page.getByRole("main")).not.toContainText("Asking");
});

test("slow is what the store says, and its traces are loaded and compared", async ({ app, page, store, tempo }) => {
  const folder = recorded("tempo");
  test.skip(!folder, "there are no recorded answers beside the project");
  replayTempo(tempo, folder!);
  const [slow, fast] = smallTraces(tempo, 2);
  // Nine of ten take no longer than so many seconds.
  const quantile = { series: [{ labels: [{ key: "p", value: { doubleValue: 0.9 } }], samples: [{ timestampMs: "1", value: 1.234 }] }], metrics: {} };
  tempo.say(/query_range\?q=[^&]*quantile_over_time%28duration,%200\.9%29/, { body: JSON.stringify(quantile) });
  const found = (id: string) => ({ body: JSON.stringify({ traces: [{ traceID: id }], metrics: {} }) });
  tempo.say(/^\/api\/search\?q=[^&]*duration%20%3E/, found(slow!));
  tempo.say(/^\/api\/search\?q=[^&]*%21%28duration/, found(fast!));
  await app.start("#/store?endpoint=/tempo&kind=tempo");
  await store.part("Slow against fast").click();
  await expect(page.getByText("56 spans are selected, 341 are not")).toBeVisible();
  await expect(page.getByLabel("Slow: longer than")).toHaveValue("1.2s");
  const rows = store.numbers.getByRole("row");
  await expect(rows).toHaveCount(26);
  await page.getByRole("button", { name: /^Show all \d+/ }).click();
  await expect(rows.filter({ hasText: "status = error" })).toContainText("5 % (3)");
  await typeOver(page.getByLabel("Slow: longer than"), "500ms");
  await page.getByLabel("Slow: longer than").press("Enter");
  await expect.poll(() => decodeURIComponent(tempo.asked.join("\n"))).toContain("compare({ duration > 500ms })");
  await expect(page.getByText("56 spans are selected, 341 are not")).toBeVisible();
  // The field is not built anew with the answer.
  await expect(page.getByLabel("Slow: longer than")).toBeFocused();
  await page.getByRole("button", { name: "Load 2 exemplars" }).click();
  await expect(page.getByText("2 traces were loaded")).toBeVisible();
  await page.getByRole("button", { name: "Compare the loaded exemplars" }).click();
  await expect(page.getByRole("heading", { name: "Slow against fast", level: 1 })).toBeVisible();
  await expect(page.getByText("This shows the loaded traces: 2 traces.")).toBeVisible();
});

test("names and values of the store complete what is typed", async ({ app, page, store, tempo }) => {
  const folder = recorded("tempo");
  test.skip(!folder, "there are no recorded answers beside the project");
  replayTempo(tempo, folder!);
  await app.start("#/store?endpoint=/tempo&kind=tempo");
  await expect(store.rows.first()).toBeVisible();
  const field = store.search.getByLabel("TraceQL");
  // The keyboard is there once a store is connected.
  await expect(field).toBeFocused();
  await page.keyboard.type("{ resource.service.na");
  await expect(page.getByRole("option", { name: /^resource\.service\.name in/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await expect(field).toHaveValue("{ resource.service.name");
  await field.fill('{ resource.service.name = "che');
  await expect(page.getByRole("option", { name: "checkout" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await expect(field).toHaveValue('{ resource.service.name = "checkout"');
  await page.keyboard.type(" }");
  await page.keyboard.press("Enter");
  await expect.poll(() => decodeURIComponent(tempo.asked.at(-1) ?? "")).toContain('q={ resource.service.name = "checkout" }');
  // What is asked about names stays the same while somebody types.
  expect(tempo.asked.filter((path) => path.startsWith("/api/v2/search/tags"))).toHaveLength(1);
});

test("a function typed into the box of the loaded traces goes to the store", async ({ app, page, store, tempo }) => {
  const folder = recorded("tempo");
  test.skip(!folder, "there are no recorded answers beside the project");
  replayTempo(tempo, folder!);
  await app.start("#/open?endpoint=/tempo&kind=tempo");
  await app.open({ name: "shop.json", body: THREE_TRACES });
  await page.getByRole("link", { name: "Traces", exact: true }).click();
  await page.getByRole("combobox", { name: "Search traces" }).fill("{ kind = server } | rate() by (resource.service.name)");
  await page.keyboard.press("Enter");
  await expect(store.numbers.getByRole("row")).toHaveCount(11);
});

test("the calls that Jaeger and Zipkin count are a graph and a table of the whole store", async ({ app, page, store, watch }) => {
  const folders = { Jaeger: recorded("jaeger"), Zipkin: recorded("zipkin") };
  test.skip(!folders.Jaeger || !folders.Zipkin, "there are no recorded answers beside the project");
  const jaeger = await startBackend();
  const zipkin = await startBackend();
  watch.allow(new RegExp(`${jaeger.origin}|${zipkin.origin}`));
  watch.allow(/Failed to load resource/);
  jaeger.say(/^\/api\/v3\/services$/, { file: `${folders.Jaeger}/v3_services.json` });
  // An unknown path is answered with Jaeger's own page.
  jaeger.say(/^\/api\/v3\/dependencies/, { type: "text/html", body: "<!doctype html><title>Jaeger</title>" });
  jaeger.say(/^\/api\/dependencies/, { file: `${folders.Jaeger}/v1_dependencies.json` });
  zipkin.say(/^\/api\/v2\/services$/, { file: `${folders.Zipkin}/services.json` });
  zipkin.say(/^\/api\/v2\/dependencies/, { file: `${folders.Zipkin}/dependencies.json` });
  zipkin.say(/^\/api\/v2\/traces\?/, { body: "[]" });
  await app.start("#/store");
  await store.connect(jaeger.origin, { kind: "Jaeger" });
  await expect(page.getByText("Choose a service")).toBeVisible();
  await store.part("Dependencies").click();
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(72);
  await expect(page.getByText(/as it counts them; not of the loaded traces/)).toBeVisible();
  // The same as a graph, which says no more than the store counts.
  const graph = page.getByRole("listbox", { name: /^Services of the whole store/ });
  const option = (name: string) => graph.getByRole("option", { name: new RegExp(`^${name}\\.`) });
  await expect(graph.locator(".graph-node")).toHaveCount(12);
  await expect(graph.locator(".graph-edge")).toHaveCount(71);
  await expect(option("frontend → backend-api")).toHaveAttribute("aria-label", "frontend → backend-api. Calls: 1");
  await expect(option("backend-api")).toHaveAttribute("aria-label", /^backend-api\. Calls into it: \d+$/);
  // Seen from afar the lines have no labels, and the legend speaks of none.
  const legend = page.locator(".graph-legend");
  await expect(legend).toContainText("width by calls");
  await expect(legend).not.toContainText("on it");
  for (let press = 0; press < 4; press += 1) await page.getByRole("button", { name: "Zoom in (+)" }).click();
  await expect(legend).toContainText("their number on it");
  await page.getByRole("searchbox", { name: "Narrow the table" }).fill("backend-api");
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(5);
  await page.getByRole("button", { name: "Caller" }).click();
  await expect(page.getByRole("table").getByRole("row").nth(1)).toContainText("backend-api");
  await page.reload();
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(72);
  await page.getByRole("button", { name: "Change…" }).click();
  await store.connect(zipkin.origin, { kind: "Zipkin" });
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(20);
  await expect(page.getByRole("row", { name: /stlogin auth/ })).toContainText("1 (50 %)");
  await expect(graph.locator(".graph-node")).toHaveCount(16);
  await expect(option("stlogin → auth")).toHaveAttribute("aria-label", "stlogin → auth. Calls: 2, Failed: 1 (50 %)");
  // What the store has no traces of leads nowhere, and says so.
  await expect(page.getByRole("table")).toContainText("kafka");
  await expect(page.getByRole("button", { name: "kafka" })).toHaveCount(0);
  await option("kafka").click();
  await expect(page.locator(".graph-card")).toContainText("The store has no traces by this name");
  await option("bouncer").hover();
  await expect(page.locator(".graph-card")).toContainText("find the traces of bouncer");
  await option("bouncer").click();
  await expect.poll(() => zipkin.asked.at(-1)).toContain("serviceName=bouncer");
  await page.goBack();
  // By the keyboard: a call leads to the traces of its callee.
  await page.getByLabel("Find a service").fill("bootif");
  await page.keyboard.press("Enter");
  await page.keyboard.press("n");
  await expect(option("bootifulmeters → app_db")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  // A database records nothing itself.
  await expect.poll(() => zipkin.asked.at(-1)).toContain("serviceName=bootifulmeters");
  await page.goBack();
  await page.getByRole("button", { name: "stlogin", exact: true }).first().click();
  await expect.poll(() => zipkin.asked.at(-1)).toContain("serviceName=stlogin");
  await jaeger.close();
  await zipkin.close();
});

test("of very many calls the first are shown, the field finds the others, and waiting for them can be stopped", async ({ app, page, store, watch }) => {
  const zipkin = await startBackend();
  watch.allow(new RegExp(zipkin.origin));
  const calls = Array.from({ length: 400 }, (_, nth) => ({ parent: "gateway", child: `service-${String(nth).padStart(3, "0")}`, callCount: 1_000 - nth }));
  zipkin.say(/^\/api\/v2\/services$/, { body: '["gateway"]' });
  zipkin.say(/^\/api\/v2\/traces\?/, { body: "[]" });
  zipkin.say(/^\/api\/v2\/dependencies/, { body: JSON.stringify(calls) });
  await app.start("#/store");
  await store.connect(zipkin.origin, { kind: "Zipkin" });
  await store.part("Dependencies").click();
  const rows = page.getByRole("table").getByRole("row");
  await expect(rows).toHaveCount(201);
  await expect(page.getByText("200 pairs more")).toBeVisible();
  await expect(page.locator(".graph-legend")).toContainText("101 nodes and 101 edges with fewer calls not shown");
  await expect(page.locator("svg.graph .graph-node")).toHaveCount(300);
  const field = page.getByRole("searchbox", { name: "Narrow the table" });
  await field.fill("SERVICE-399");
  await expect(rows).toHaveCount(2);
  await field.fill("no such");
  await expect(page.getByText("No caller or callee has these letters")).toBeVisible();
  await field.fill("");
  await page.getByRole("button", { name: "Show all 400" }).click();
  await expect(rows).toHaveCount(401);
  zipkin.say(/^\/api\/v2\/dependencies/, { silent: true });
  await page.getByRole("button", { name: "Count again" }).click();
  // While the page asks what the store is, another button stops that.
  const stop = page.getByRole("region", { name: "Dependencies of the whole store" }).getByRole("button", { name: "Stop", exact: true });
  await stop.click();
  await expect(stop).toBeHidden();
  // What was known before stays.
  await expect(rows).toHaveCount(401);
  await page.reload();
  await stop.click();
  await expect(page.getByText("Stopped before the store had answered")).toBeVisible();
  await zipkin.close();
});

test("Jaeger's summaries are the list where it has them, and without a service there is none", async ({ app, page, store, watch }) => {
  const jaeger = await startBackend();
  watch.allow(new RegExp(jaeger.origin));
  watch.allow(/Failed to load resource/);
  jaeger.say(/^\/api\/v3\/services$/, { body: '{"services":["web"]}' });
  jaeger.say(/^\/api\/v3\/operations/, { body: '{"operations":[]}' });
  const summary = { traceId: "a", rootServiceName: "web", rootOperationName: "GET /", minStartTimeUnixNano: "1000000000", maxEndTimeUnixNano: "2000000000", spanCount: 7, services: [{}] };
  jaeger.say(/^\/api\/v3\/trace-summaries\?/, { body: JSON.stringify({ summaries: [summary] }) });
  await app.start("#/store");
  await store.connect(jaeger.origin, { kind: "Jaeger" });
  await expect(page.getByText("Choose a service")).toBeVisible();
  await typeOver(store.search.getByLabel("Service"), "web");
  await store.search.getByRole("button", { name: "Search" }).click();
  await expect(store.rows).toHaveCount(1);
  await expect(store.rows.first()).toContainText("7");
  expect(jaeger.asked.some((path) => path.startsWith("/api/v3/traces?"))).toBe(false);
  // Without a service what was found before is not left standing.
  await typeOver(store.search.getByLabel("Service"), "");
  await store.search.getByRole("button", { name: "Search" }).click();
  await expect(page.getByText("Choose a service")).toBeVisible();
  await expect(store.rows).toHaveCount(0);
  await jaeger.close();
});
