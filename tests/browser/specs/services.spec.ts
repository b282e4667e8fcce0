import type { Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";
import { traceId } from "../support/otlp.ts";
import { THREE_TRACES } from "../support/traces.ts";

const SERVICES = "#/services?src=given/shop.json";
const CHECKOUT = `#/trace/${traceId(0)}?src=given/shop.json`;

test.beforeEach(({ site }) => site.add("given/shop.json", THREE_TRACES));

const graph = (page: Page) => page.getByRole("listbox", { name: /^Services/ });
const option = (page: Page, name: string) => graph(page).getByRole("option", { name: new RegExp(`^${name}\\.`) });
const at = (page: Page) => graph(page).locator("[role=option][aria-selected=true]");
const card = (page: Page) => page.locator(".graph-card");
const table = (page: Page) => page.locator(".services-table");
const placing = (page: Page) => graph(page).locator("svg.graph > g");

/** The label on a call. */
async function label(page: Page, call: string) {
  const id = await option(page, call).getAttribute("data-graph");
  return page.locator(`.graph-label[data-graph=${id}]`);
}

test("who calls whom, with the numbers of what the pointer is at", async ({ app, page }) => {
  await app.start(SERVICES);
  await expect(page.getByRole("status").filter({ hasText: "6 services in 3 traces" })).toBeVisible();
  await expect(option(page, "postgresql")).toHaveAttribute("aria-label", /Kind: database, Calls into it: 6/);
  await expect(option(page, "user → web")).toHaveAttribute("aria-label", /Calls: 3, Failed: 1 \(33 %\)/);
  await (await label(page, "web → catalogue")).hover();
  await expect(card(page)).toContainText("web → catalogue");
  await expect(card(page)).toContainText("Calls2");
  await option(page, "cart").hover();
  await expect(card(page)).toContainText("Spans7");
});

test("a click on a call lists the traces that have it", async ({ app, page }) => {
  await app.start(SERVICES);
  await (await label(page, "web → catalogue")).click();
  await expect(page).toHaveURL(/#\/traces/);
  await expect(app.traceRows).toHaveCount(2);
  await expect(app.search).toHaveValue('{ resource.service.name = "web" } > { resource.service.name = "catalogue" }');
  await page.goBack();
  await expect(option(page, "web → catalogue")).toBeAttached();
});

test("a call narrows the search that there is", async ({ app, page }) => {
  await app.start(`${SERVICES}&q=${encodeURIComponent("{ rootName = `GET /about` }")}`);
  await expect(option(page, "cart")).toHaveCount(0);
  await (await label(page, "web → catalogue")).click();
  await expect(app.traceRows).toHaveCount(1);
});

test("places stay when the search changes", async ({ app, page }) => {
  await app.start(SERVICES);
  const before = await option(page, "catalogue").getAttribute("transform");
  const shown = await placing(page).getAttribute("transform");
  await app.search.fill("{ rootName = `GET /about` }");
  await app.search.press("Enter");
  await page.keyboard.press("Shift+S");
  await expect(option(page, "cart")).toHaveCount(0);
  await expect(option(page, "catalogue")).toHaveAttribute("transform", before ?? "");
  await expect(placing(page)).toHaveAttribute("transform", shown ?? "");
});

test("by keyboard alone: to a service, to what is near it, to one of its calls", async ({ app, page }) => {
  await app.start("#/traces?src=given/shop.json");
  await page.keyboard.press("Shift+S");
  await expect(graph(page)).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(at(page)).toHaveAttribute("aria-label", /^user\./);
  await page.keyboard.press("ArrowRight");
  await expect(at(page)).toHaveAttribute("aria-label", /^web\./);
  await expect(card(page)).toContainText("web");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/edge=web/);
  await expect(option(page, "postgresql")).toHaveCount(0);
  await page.getByLabel("Calls away").selectOption("2 calls");
  await expect(option(page, "postgresql")).toHaveCount(1);
  await expect(page).toHaveURL(/hops=2/);
  await page.reload();
  await expect(option(page, "postgresql")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/edge=/);
  await page.keyboard.press("f");
  await page.getByLabel("Find a service").fill("pay");
  await page.keyboard.press("Enter");
  await expect(at(page)).toHaveAttribute("aria-label", /^payment\./);
  await page.keyboard.press("n");
  await expect(at(page)).toHaveAttribute("aria-label", /^payment → bank\./);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/traces/);
  await expect(app.traceRows).toHaveCount(1);
});

test("it is moved and made larger by wheel, buttons and keys, and fitted again", async ({ app, page }) => {
  await app.start(SERVICES);
  await expect(option(page, "web")).toBeVisible();
  const fitted = await placing(page).getAttribute("transform");
  const changes = async (what: () => Promise<void>) => {
    const before = await placing(page).getAttribute("transform");
    await what();
    await expect(placing(page)).not.toHaveAttribute("transform", before ?? "");
  };
  await graph(page).hover();
  await changes(() => page.mouse.wheel(0, -300));
  await changes(async () => {
    await page.mouse.down();
    await page.mouse.move(300, 300, { steps: 3 });
    await page.mouse.up();
  });
  await changes(() => page.getByRole("button", { name: /^Zoom out/ }).click());
  await graph(page).focus();
  await changes(() => page.keyboard.press("+"));
  await changes(() => page.keyboard.press("Shift+ArrowLeft"));
  await page.keyboard.press("0");
  await expect(placing(page)).toHaveAttribute("transform", fitted ?? "");
  await expect(page).toHaveURL(/#\/services/);
});

test("services and calls as tables, sorted by every column", async ({ app, page }) => {
  await app.start(SERVICES);
  await expect(table(page).locator("tbody tr").first()).toContainText("postgresql");
  for (const name of ["Service", "Calls", "Failed", "p50", "p95", "p99", "Self", "Critical"]) {
    const head = table(page).getByRole("columnheader", { name, exact: true });
    await head.getByRole("button").click();
    await expect(head).toHaveAttribute("aria-sort", /ending$/);
  }
  await page.getByRole("group", { name: "Table of" }).getByRole("button", { name: "Calls" }).click();
  await table(page).getByRole("columnheader", { name: "p95", exact: true }).getByRole("button").click();
  await expect(page).toHaveURL(/by=calls&sort=-p95/);
  await page.reload();
  await expect(table(page).locator("tbody tr").first()).toContainText("user → web");
  await table(page).getByRole("link", { name: "web → cart" }).click();
  await expect(app.traceRows).toHaveCount(1);
});

test("the map of a trace leads to the calls in its waterfall", async ({ app, page }) => {
  await app.start(CHECKOUT);
  await expect(app.spanRows.first()).toBeVisible();
  await page.keyboard.press("5");
  await expect(page).toHaveURL(/tab=map/);
  await expect(option(page, "bank")).toBeAttached();
  await expect(option(page, "catalogue")).toHaveCount(0);
  await (await label(page, "cart → postgresql")).click();
  await expect(app.waterfall).toBeVisible();
  await expect(app.findCount).toHaveText("1 of 6");
  await page.goBack();
  await expect(page).toHaveURL(/tab=map/);
  await expect(graph(page)).toBeVisible();
});

test("without traces it says so, and a search that is wrong says where", async ({ app, page }) => {
  await app.start("#/services");
  await expect(page.getByRole("heading", { name: "No traces are open" })).toBeVisible();
  await app.start(`${SERVICES}&q=${encodeURIComponent("{ duration > }")}`);
  await expect(page.getByRole("alert").filter({ hasText: "Expected a value" })).toBeVisible();
});
