import type { Site } from "../support/site.ts";
import { Store } from "../support/store.ts";
import { expect, type Stage } from "./stage.ts";

const SERVICES = ["web", "cart", "checkout", "payment", "catalogue", "shipping"];
const OPERATIONS = ["GET /", "GET /cart", "POST /checkout", "GET /products/{id}", "POST /orders", ""];

/** Has the page's host answer below a path as a Tempo with some traces. */
function addTempo(site: Site, below = "tempo") {
  const json = (path: string, body: object) => site.add(`${below}/api/${path}`, JSON.stringify(body), { type: "application/json" });
  json("v2/search/tag/resource.service.name/values", { tagValues: SERVICES.map((value) => ({ type: "string", value })), metrics: {} });
  const traces = Array.from({ length: 50 }, (_, nth) => ({
    traceID: (0xabc0 + nth * 7919).toString(16).padStart(32, "b"),
    rootServiceName: SERVICES[nth % 6],
    rootTraceName: OPERATIONS[(nth * 5) % 6],
    startTimeUnixNano: `${1_767_268_800 - nth * 37}${String(nth * 9_371_113).padStart(9, "0")}`,
    durationMs: Math.round(20 + ((nth * 733) % 97) ** 1.6),
    spanSets: [{ spans: [], matched: 1 + ((nth * 3) % 11) }],
    serviceStats: { a: { spanCount: 4 + ((nth * 13) % 60), errorCount: nth % 6 === 2 ? 2 : 0 }, b: { spanCount: 3 } },
  }));
  json("search", { traces, metrics: {} });
}

/** Waves with a peak, different for each. */
function wave(nth: number, height: number) {
  return Array.from({ length: 60 }, (_, at) => ({
    timestampMs: String(1_767_268_800_000 + at * 60_000),
    value: height * (1 + 0.5 * Math.sin((at + nth * 7) / 6) + (at % 17 === nth ? 1.5 : 0)),
  }));
}

const label = (key: string, value: string) => ({ key, value: { stringValue: value } });

/** What such a Tempo says of everything that it holds; views are drawn beside each other, so each has one of its own. */
function addNumbers(site: Site, below: string, series: object[]) {
  addTempo(site, below);
  site.add(`${below}/api/metrics/query_range`, JSON.stringify({ series, metrics: {} }), { type: "application/json" });
}

/** Spans of both sides of a comparison that have a value. */
function counted(attribute: string, value: string, selected: number, rest: number) {
  return [["selection", selected], ["baseline", rest]].map(([meta, n]) => ({
    labels: [label("__meta_type", String(meta)), label(attribute, value)],
    samples: [{ timestampMs: "1767268800000", value: n }],
  }));
}

/** The store of an endpoint. */
export const STORE_VIEWS: Record<string, (stage: Stage) => Promise<void>> = {
  async "store-connect"({ app, page }) {
    await app.start("#/store");
    await page.getByText("Tenant and headers").click();
    await page.getByLabel("Headers, one a line").fill("Authorization: Bearer …");
    await page.getByRole("textbox", { name: "Address", exact: true }).fill("https://tempo.example:3200");
  },

  async "store-refused"({ app, page, site }) {
    // A page to sign in, as a proxy has it.
    site.add("login/api/v2/search/tag/resource.service.name/values", "<!doctype html><title>Sign in</title>", { type: "text/html" });
    await app.start("#/store");
    const store = new Store(page);
    await store.connect("/login", { kind: "Tempo" });
    await expect(store.why).toBeVisible();
  },

  async store({ app, page, site }) {
    addTempo(site);
    await app.start("#/store?endpoint=/tempo&kind=tempo&q=%7B%20duration%20%3E%3D%20100ms%20%26%26%20status%20%3D%20error%20%7D");
    await expect(new Store(page).rows.first()).toBeVisible();
  },

  async "store-rates"({ app, page, site }) {
    const rate = (service: string, nth: number) => ({ labels: [label("resource.service.name", service)], samples: wave(nth, 40 / (nth + 1)) });
    addNumbers(site, "tempo-rates", SERVICES.map(rate));
    await app.start(`#/store?endpoint=/tempo-rates&kind=tempo&q=${encodeURIComponent("{ kind = server } | rate() by (resource.service.name)")}`);
    await expect(new Store(page).numbers.getByRole("row", { name: /shipping/ })).toBeVisible();
  },

  async "store-compared"({ app, page, site }) {
    const zones = ["a", "b", "c"].map((zone, nth) => counted("resource.cloud.availability_zone", `eu-west-1${zone}`, [41, 9, 6][nth]!, [101, 126, 114][nth]!));
    const others = [
      counted("span.app.tenant", "acme-eu", 27, 19),
      counted("resource.service.version", "2.14.0", 52, 88),
      counted("span.app.flags", "nil", 34, 270),
      counted("span.http.request.method", "POST", 10, 117),
    ];
    const total = [["selection_total", 56], ["baseline_total", 341]].map(([meta, n]) => ({
      labels: [label("__meta_type", String(meta)), label("name", "nil")],
      samples: [{ timestampMs: "1767268800000", value: n }],
    }));
    addNumbers(site, "tempo-compared", [...zones, ...others, total].flat());
    await app.start(`#/store?endpoint=/tempo-compared&kind=tempo&q=${encodeURIComponent("{ nestedSetParent < 0 } | compare({ duration > 500ms })")}`);
    await expect(new Store(page).numbers.getByRole("row", { name: /acme-eu/ })).toBeVisible();
  },

  async "store-dependencies"({ app, page, site }) {
    site.add("zipkin/api/v2/services", JSON.stringify(SERVICES), { type: "application/json" });
    const calls = SERVICES.flatMap((parent, nth) =>
      SERVICES.slice(nth + 1, nth + 3).map((child, at) => ({ parent, child, callCount: 4800 / (nth + at + 1) ** 2 | 0, errorCount: (nth + at) % 3 === 1 ? 17 : 0 })),
    );
    site.add("zipkin/api/v2/dependencies", JSON.stringify(calls), { type: "application/json" });
    await app.start("#/store?endpoint=/zipkin&kind=zipkin&show=dependencies");
    await expect(page.getByRole("row", { name: /web cart/ })).toBeVisible();
  },

  async "store-question"({ app, page }) {
    await app.start("#/store?endpoint=https%3A%2F%2Ftempo.example.org&kind=tempo");
    await expect(page.getByRole("region", { name: "Ask an endpoint" })).toBeVisible();
  },

  async "store-scope"({ app, page, site }) {
    addTempo(site);
    await app.start("#/services?endpoint=/tempo&src=samples/shop.json.gz");
    await expect(page.getByText("This shows the loaded traces")).toBeVisible();
  },
};
