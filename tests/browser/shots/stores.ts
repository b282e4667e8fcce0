import { expect } from "@playwright/test";
import type { Site } from "../support/site.ts";
import { Store } from "../support/store.ts";
import type { Stage } from "./stage.ts";

const SERVICES = ["web", "cart", "checkout", "payment", "catalogue", "shipping"];
const OPERATIONS = ["GET /", "GET /cart", "POST /checkout", "GET /products/{id}", "POST /orders", ""];

/** Has the page's host answer below `/tempo` as a Tempo with some traces. */
function addTempo(site: Site) {
  const json = (path: string, body: object) => site.add(`tempo/api/${path}`, JSON.stringify(body), { type: "application/json" });
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
