import { longTrace, ONE_TRACE, THREE_TRACES } from "../support/traces.ts";
import { SHARING_VIEWS } from "./sharing.ts";
import { expect, SAMPLE, sampleTrace, sampleTraces, type Stage } from "./stage.ts";
import { STORE_VIEWS } from "./stores.ts";

/** Every view, and how it is brought about. */
export const VIEWS: Record<string, (stage: Stage) => Promise<void>> = {
  ...STORE_VIEWS,
  ...SHARING_VIEWS,

  open: ({ app }) => app.start("#/open"),

  async "open-failed"({ app, page }) {
    await app.start("#/open");
    await app.drop({ name: "numbers.json", body: '{"numbers": [1, 2, 3]}' }, { name: "empty.json", body: "" });
    await expect(page.locator("body")).toContainText("numbers.json");
    await app.ready();
  },

  async loading({ app, page, site }) {
    site.add("given/endless.json", longTrace(20_000), { stalls: true });
    await page.goto(`${app.base}/index.html#/traces?src=given/endless.json`);
    await expect(app.progress).toHaveAttribute("aria-valuenow", /^[45]\d$/);
  },

  async question({ app, page }) {
    await app.start("#/traces?src=https%3A%2F%2Ftraces.example.org%2Fof%2Flast%2Fnight.json");
    await expect(page.getByRole("region", { name: "Fetch from another host" })).toBeVisible();
  },

  traces: (stage) => sampleTraces(stage),

  async "traces-search"(stage) {
    await sampleTraces(stage, "&q=payment");
    await expect(stage.app.search).toHaveValue("payment");
  },

  async "traces-facets"(stage) {
    await sampleTraces(stage, "&q=status%3Derror%20-kind%3Dclient");
    await showFacets(stage);
  },

  async "traces-facets-more"(stage) {
    await sampleTraces(stage);
    await showFacets(stage);
    await stage.page.getByRole("button", { name: /more…$/ }).first().click();
    await expect(stage.page.getByRole("searchbox", { name: /^Values of/ })).toBeFocused();
  },

  async "traces-facets-hidden"(stage) {
    await sampleTraces(stage);
    if (await stage.page.locator("#facets").isVisible()) {
      await stage.page.getByRole("button", { name: "Facets", exact: true }).click();
    }
    await expect(stage.page.locator("#facets")).toBeHidden();
  },

  async "search-menu"(stage) {
    await sampleTraces(stage);
    const { app, page } = stage;
    for (const search of ["{ status = error }", "payment -redis"]) {
      await app.search.fill(search);
      await app.search.press("Enter");
    }
    await page.getByRole("button", { name: "Saved searches and earlier ones" }).click();
    await page.getByRole("textbox", { name: "Name for this search" }).fill("Payments");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("button", { name: "Delete Payments" })).toBeVisible();
  },

  async "search-help"(stage) {
    await sampleTraces(stage);
    await stage.page.getByRole("button", { name: "Saved searches and earlier ones" }).click();
    await stage.page.getByRole("button", { name: "What can be searched for…" }).click();
    await expect(stage.page.getByRole("dialog", { name: "What can be searched for" })).toBeVisible();
  },

  async "traces-suggestions"(stage) {
    await sampleTraces(stage);
    await stage.app.search.pressSequentially("{ span.h");
    await expect(stage.page.getByRole("listbox")).toBeVisible();
  },

  async "traces-wrong-query"(stage) {
    await sampleTraces(stage);
    await stage.app.search.fill("{ duration > }");
    await stage.app.search.press("Enter");
    await expect(stage.app.search).toHaveAttribute("aria-invalid", "true");
  },

  async "traces-none"({ app, page }) {
    await app.start(`#/traces?${SAMPLE}&q=nothing-has-this`);
    await expect(page.getByRole("main")).toContainText(/no trace/i);
  },

  async findings({ app, page }) {
    await app.start(`#/findings?${SAMPLE}`);
    await expect(page.getByRole("heading", { name: "Repeated calls" })).toBeVisible();
  },

  "traces-columns": (stage) =>
    sampleTraces(stage, "&q=payment&cols=root,latency,matches,errors,.http.response.status_code,.db.query.text,resource.host.name,start"),

  async "traces-columns-menu"(stage) {
    await sampleTraces(stage, "&cols=root,latency,extent,spans,errors,start,.http.route");
    await stage.page.getByRole("button", { name: "Columns" }).click();
    const menu = stage.page.getByRole("dialog", { name: "Columns of the list" });
    await menu.getByRole("combobox").fill("http");
    await expect(menu.getByRole("option").first()).toBeVisible();
  },

  async "traces-group-menu"(stage) {
    await sampleTraces(stage);
    await stage.page.getByRole("button", { name: "Group", exact: true }).click();
    const menu = stage.page.getByRole("dialog", { name: "Group by" });
    await menu.getByRole("combobox").focus();
    await expect(menu.getByRole("option").first()).toBeVisible();
  },

  "traces-groups": (stage) => sampleGroups(stage, "root"),

  "traces-groups-by-attribute": (stage) => sampleGroups(stage, ".http.response.status_code"),

  async "traces-range"(stage) {
    await sampleTraces(stage);
    await stage.page.getByRole("button", { name: /^Time range:/ }).click();
    await stage.page.getByRole("dialog", { name: "Time range" }).getByLabel("From").fill("soon");
    await stage.page.getByRole("button", { name: "Apply" }).click();
    await expect(stage.page.getByRole("alert")).toBeVisible();
  },

  async "traces-marks"(stage) {
    await sampleTraces(stage);
    for (let nth = 0; nth < 3; nth += 1) {
      await stage.page.keyboard.press("j");
      await stage.page.keyboard.press("m");
    }
    await stage.page.getByRole("button", { name: "3 marked traces" }).click();
    await expect(stage.page.getByRole("dialog", { name: "Marked traces" }).getByRole("link")).toHaveCount(3);
  },

  trace: (stage) => sampleTrace(stage),

  async "trace-detail"(stage) {
    await sampleTrace(stage);
    await stage.app.spanRows.nth(3).locator(".operation").click();
    await expect(stage.app.detail.getByRole("heading", { level: 2 })).toBeVisible();
  },

  async "trace-flame"(stage) {
    await sampleTrace(stage);
    await stage.page.keyboard.press("2");
    await expect(stage.app.currentFrame).toBeVisible();
    await stage.page.keyboard.press("ArrowDown");
    await expect(stage.app.currentFrame).toHaveAttribute("aria-level", "2");
  },

  async "trace-flame-merged"(stage) {
    await sampleTrace(stage);
    await stage.page.keyboard.press("2");
    await stage.page.keyboard.press("m");
    await expect(stage.app.flame).toHaveAccessibleName(/merged/);
    await stage.app.find.fill("select");
    await expect(stage.app.findCount).toContainText(/\d/);
    await expect(stage.app.currentFrame).toBeVisible();
  },

  async "trace-table"(stage) {
    await sampleTrace(stage);
    await stage.page.keyboard.press("3");
    await expect(stage.app.groupRows.first()).toContainText("%");
    await stage.page.keyboard.press("j");
  },

  async "trace-failure"(stage) {
    await sampleTraces(stage, "&q=" + encodeURIComponent("token_expired"));
    await stage.app.openTrace(0);
    await stage.page.keyboard.press("Enter");
    await expect(stage.app.detail.getByRole("region", { name: "Failure" })).toBeVisible();
  },

  async "trace-attribute-menu"(stage) {
    await sampleTrace(stage);
    await stage.app.spanRows.nth(0).locator(".operation").click();
    await stage.app.detail.getByRole("button", { name: "More on user.id" }).click();
    await expect(stage.page.getByRole("menu", { name: "Attribute" })).toBeVisible();
  },

  async "trace-log"(stage) {
    await sampleTrace(stage);
    await stage.page.keyboard.press("4");
    await expect(stage.page.getByRole("grid", { name: "Log" })).toBeVisible();
  },

  async "trace-menu"(stage) {
    await sampleTrace(stage);
    await stage.app.spanRows.nth(3).locator(".operation").click({ button: "right" });
    await expect(stage.page.getByRole("menu")).toBeVisible();
  },

  async "trace-lit"(stage) {
    await sampleTrace(stage);
    await expect(stage.page.locator(".find-count")).toHaveText("5 hits");
    await stage.page.keyboard.press("c");
    await expect(stage.page.locator(".span-row.lit").first()).toBeVisible();
    await stage.page.keyboard.press("i");
    await expect(stage.page.getByRole("region", { name: "What ran" })).toContainText("span");
  },

  async "trace-show"(stage) {
    await sampleTrace(stage);
    await stage.page.getByRole("button", { name: "What shows…" }).click();
    await expect(stage.page.getByRole("menu", { name: "What shows" })).toBeVisible();
  },

  async "trace-clock"(stage) {
    await sampleTrace(stage);
    await stage.page.keyboard.press("u");
    await expect(stage.page).toHaveURL(/ruler=clock/);
    await stage.page.locator(".ruler").hover();
    await expect(stage.page.locator(".pointer-time")).toContainText("-");
  },

  async "trace-find"(stage) {
    await sampleTrace(stage);
    const { app, page } = stage;
    await app.find.fill("select");
    await app.find.press("Enter");
    await expect(app.findCount).toContainText(/\d/);
    await app.waterfall.focus();
    await page.keyboard.press("+");
    await page.keyboard.press("+");
    await expect(page).toHaveURL(/zoom=/);
  },

  async services({ app, page }) {
    await app.start(`#/services?${SAMPLE}`);
    await expect(page.getByRole("option", { name: /^frontend\./ })).toBeVisible();
  },

  async "services-call"({ app, page }) {
    await app.start(`#/services?${SAMPLE}&by=calls&sort=-p95`);
    await page.getByRole("link", { name: /^frontend →/ }).first().hover();
    await expect(page.locator(".graph-card")).toBeVisible();
  },

  async "services-near"({ app, page }) {
    await app.start(`#/services?${SAMPLE}&edge=cart&hops=1&q=status%3Derror`);
    await expect(page.getByRole("option", { name: /^cart\./ })).toBeVisible();
  },

  latency: (stage) => sampleLatency(stage),

  "latency-brushed": (stage) =>
    sampleLatency(stage, "&op=frontend/GET%20/cart&slow=op:frontend%20GET%20/cart%3Bduration:400ms.."),

  async "latency-spans"(stage) {
    await sampleLatency(stage, "&by=operation&scale=linear&q=" + encodeURIComponent("{ status = error }"));
    await stage.page.getByRole("application", { name: /^Histogram/ }).focus();
    for (const key of ["Home", "Home", "Shift+ArrowRight"]) await stage.page.keyboard.press(key);
    await expect(stage.page.locator(".brush-chip")).toBeVisible();
  },

  async "latency-table"(stage) {
    await sampleLatency(stage);
    for (const of of ["heatmap", "histogram", "operations"]) {
      await stage.page.getByRole("button", { name: `Table of the ${of}` }).click();
    }
    await expect(stage.page.getByRole("table")).toHaveCount(3);
  },

  async "trace-map"(stage) {
    await sampleTrace(stage);
    await stage.page.keyboard.press("5");
    await expect(stage.page.getByRole("option", { name: /^user\./ })).toBeVisible();
  },

  async compare({ app, page }) {
    await app.start(`#/compare?${SAMPLE}&slow=op:GET%20/cart%3Bp95..&fast=op:GET%20/cart%3Bp25..p75`);
    await expect(page.getByRole("table").last()).toContainText("SELECT");
  },

  async "compare-errors"({ app, page }) {
    await app.start(`#/compare?${SAMPLE}&slow=%7B%20status%20%3D%20error%20%7D`);
    await expect(page.getByRole("table").first()).toContainText("Slow, on average");
  },

  async "compare-nothing"({ app, page }) {
    await app.start(`#/compare?${SAMPLE}&slow=duration:..1ns`);
    await expect(page.locator(".compare-sentence")).toContainText("holds a trace");
  },

  async help({ app, page }) {
    await app.start("#/open");
    await page.keyboard.press("?");
    await expect(app.help).toBeVisible();
  },

  async palette(stage) {
    await sampleTrace(stage);
    await stage.page.keyboard.press("Control+k");
    await stage.app.command.fill("cart");
    await expect(stage.app.commands.first()).toContainText("cart");
  },

  async files({ app }) {
    await app.start("#/open");
    await app.open(
      { name: "shop.json", body: THREE_TRACES },
      { name: "cut off in the middle of the night by somebody.json", body: ONE_TRACE.slice(0, ONE_TRACE.length - 4) },
      { name: "numbers.json", body: '{"numbers": [1, 2, 3]}' },
    );
    await app.chips.click();
    await expect(app.files).toHaveCount(3);
  },
};

async function sampleLatency({ app, page }: Stage, rest = "") {
  await app.start(`#/latency?${SAMPLE}${rest}`);
  await expect(page.locator(".operation-card").first()).toBeVisible();
  await expect(page.getByRole("application", { name: /^Heatmap of [1-9]/ })).toBeVisible();
  await expect(app.traceRows.first()).toBeVisible();
}

async function sampleGroups({ app, page }: Stage, by: string) {
  await app.start(`#/traces?${SAMPLE}&by=${by}`);
  await expect(page.getByRole("grid", { name: "Groups of traces" }).getByRole("link").first()).toBeVisible();
}

/** The facets with their counts; on a narrow window they are hidden at first. */
async function showFacets({ page }: Stage) {
  if (!(await page.locator("#facets").isVisible())) {
    await page.getByRole("button", { name: "Facets", exact: true }).click();
  }
  await expect(page.locator("#facets[aria-busy=false] .facet-count").first()).toBeVisible();
}
