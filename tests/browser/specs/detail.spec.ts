import { clipboard } from "../support/clipboard.ts";
import { expect, test } from "../support/test.ts";
import { otlp } from "../support/otlp.ts";
import { THREE_TRACES } from "../support/traces.ts";

const STATEMENT =
  "SELECT id, name FROM items WHERE cart = 'c-1' AND stock > 0 ORDER BY name LIMIT 20";

/** Two traces whose spans have older names, a statement, a stack and people in them. */
const SHOP = otlp([
  {
    service: "web",
    name: "GET /cart",
    kind: "server",
    from: 0,
    to: 300,
    attributes: { "http.method": "GET", "cart.items": 3, "user.id": "u-1", "session.id": "s-9" },
    children: [
      {
        service: "web",
        name: "load",
        kind: "client",
        from: 10,
        to: 200,
        attributes: {
          "db.system": "postgresql",
          "db.statement": STATEMENT,
          "exception.stacktrace": Array.from({ length: 40 }, (_, nth) => `at frame${nth}`).join("\n"),
        },
      },
    ],
  },
  { service: "web", name: "GET /cart", kind: "server", from: 0, to: 100, attributes: { "user.id": "u-2" } },
]);

test.describe("a failure", () => {
  test.beforeEach(async ({ app, site }) => {
    site.add("given/shop.json", THREE_TRACES);
    await app.start("#/traces?src=given/shop.json");
    await app.openTrace(0);
  });

  test("the root names where it began, and the keyboard goes there", async ({ app, page }) => {
    await page.keyboard.press("Enter");
    const failure = app.detail.getByRole("region", { name: "Failure" });
    await expect(failure).toContainText("Passed on what caused the failure");
    await expect(failure).toContainText("limit of the card is reached");
    await failure.getByRole("button", { name: "Authorise" }).focus();
    await page.keyboard.press("Enter");
    await expect(app.currentSpan).toContainText("Authorise");
    await expect(app.waterfall).toBeFocused();
    await expect(failure.getByRole("heading")).toHaveText("Caused the failure");
  });

  test("a span that did not fail has no such box", async ({ app }) => {
    await app.spanRows.filter({ hasText: "Read account" }).locator(".operation").click();
    await expect(app.detail.getByRole("heading", { level: 2 })).toHaveText("Read account");
    await expect(app.detail.getByRole("region", { name: "Failure" })).toHaveCount(0);
  });
});

test.describe("attributes", () => {
  test.beforeEach(async ({ app, site }) => {
    site.add("given/shop.json", SHOP);
    await app.start("#/traces?src=given/shop.json");
    await app.openTrace(0);
  });

  test("who it was comes first, older names are told by the present ones", async ({ app, page }) => {
    await page.keyboard.press("Enter");
    const business = app.detail.locator("section", { has: page.getByRole("heading", { name: "Business context" }) });
    await expect(business.locator("dt")).toHaveText(["user.id", "session.id", "cart.items"]);
    await expect(app.detail.locator("dt", { hasText: "http.request.method" })).toContainText("written http.method");
    const headings = await app.detail.getByRole("heading", { level: 3 }).allTextContents();
    expect(headings.indexOf("Business context")).toBeLessThan(headings.indexOf("HTTP"));
  });

  test("a span below names who it was for, and where that is said", async ({ app, page }) => {
    await app.spanRows.filter({ hasText: "load" }).locator(".operation").click();
    const business = app.detail.locator("section", { has: page.getByRole("heading", { name: "Business context" }) });
    await expect(business.locator("dt")).toHaveText(["user.id", "session.id"]);
    await business.getByRole("button", { name: "web GET /cart" }).focus();
    await page.keyboard.press("Enter");
    await expect(app.currentSpan).toContainText("GET /cart");
  });

  test("a statement stands in lines, a stack is folded until asked for", async ({ app, page }) => {
    await app.spanRows.filter({ hasText: "load" }).locator(".operation").click();
    const statement = app.detail.locator(".attribute", { hasText: "db.query.text" }).locator(".value");
    await expect(statement).toHaveText(/name\nFROM items\nWHERE cart = 'c-1'\n {2}AND stock/);
    const stack = app.detail.locator(".attribute", { hasText: "exception.stacktrace" });
    await expect(stack).not.toContainText("frame39");
    await stack.getByRole("button", { name: "36 lines more of exception.stacktrace" }).focus();
    await page.keyboard.press("Enter");
    await expect(stack).toContainText("frame39");
    await page.keyboard.press("Enter");
    await expect(stack).not.toContainText("frame39");
  });

  test("a value is copied, and searched for, by the keyboard", async ({ app, page }) => {
    const copied = await clipboard(page);
    await page.keyboard.press("Enter");
    const more = app.detail.getByRole("button", { name: "More on user.id" });
    await more.focus();
    await page.keyboard.press("Enter");
    const menu = page.getByRole("menu", { name: "Attribute" });
    await expect(menu.getByRole("menuitem", { name: "Copy the value" })).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(menu).toBeHidden();
    await expect.poll(copied).toBe("user.id=u-1");
    await expect(more).toBeFocused();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await expect(menu).toBeHidden();
    await expect(app.detail).toBeVisible();
    await page.keyboard.press("Enter");
    await menu.getByRole("menuitem", { name: "Search traces with this value" }).press("Enter");
    await expect(app.search).toHaveValue('{ span.user.id = "u-1" }');
    await expect(app.traceRows).toHaveCount(1);
  });

  test("the spans of the trace are grouped by an attribute", async ({ app, page }) => {
    await page.keyboard.press("Enter");
    await app.detail.getByRole("button", { name: "More on user.id" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Group the spans of this trace by it" }).press("Enter");
    await expect(page).toHaveURL(/tab=table&by=span\.user\.id/);
    await expect(page.getByRole("grid", { name: "Groups of spans" })).toContainText("u-1");
  });

  test("the traces are grouped by an attribute, and have it as a column", async ({ app, page }) => {
    await page.keyboard.press("Enter");
    const more = app.detail.getByRole("button", { name: "More on user.id" });
    await more.press("Enter");
    await page.getByRole("menuitem", { name: "Group the traces by it" }).press("Enter");
    await expect(page).toHaveURL(/#\/traces\?.*by=span\.user\.id/);
    const groups = page.getByRole("grid", { name: "Groups of traces" });
    await expect(groups).toContainText("u-1");
    await expect(groups).toContainText("u-2");
    await page.goBack();
    await page.keyboard.press("Enter");
    await more.press("Enter");
    await page.getByRole("menuitem", { name: "Show it as a column of the list" }).press("Enter");
    await expect(app.traces.getByRole("columnheader", { name: "user.id" })).toBeVisible();
    await expect(app.traceRows.first()).toContainText("u-1");
    await page.reload();
    await expect(app.traces.getByRole("columnheader", { name: "user.id" })).toBeVisible();
  });

  test("a span is compared with all of its kind", async ({ app, page }) => {
    await page.keyboard.press("Enter");
    const among = app.detail.getByRole("region", { name: "Among its kind" });
    await expect(among).toContainText("The slowest of 2 GET /cart");
    await among.getByRole("button", { name: "Show their traces" }).focus();
    await page.keyboard.press("Enter");
    await expect(app.search).toHaveValue('{ resource.service.name = "web" && name = "GET /cart" }');
    await expect(app.traceRows).toHaveCount(2);
  });
});

test.describe("the log", () => {
  test.beforeEach(async ({ app, site }) => {
    site.add("given/shop.json", THREE_TRACES);
    await app.start("#/traces?src=given/shop.json");
    await app.openTrace(0);
  });

  test("shows all events by time, and the keyboard goes to the span of one", async ({ app, page }) => {
    await page.keyboard.press("4");
    await expect(page).toHaveURL(/tab=log/);
    const events = page.getByRole("grid", { name: "Log" }).locator("[role=row]:not(.away)");
    await expect(events).toHaveCount(3);
    await expect(events.nth(0)).toContainText("limit of the card is reached");
    await expect(events.nth(0)).toContainText("1.1 s");
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await expect(app.currentSpan).toContainText("Authorise");
    await expect(app.detail.getByRole("heading", { level: 2 })).toHaveText("Authorise");
    await page.goBack();
    await expect(events).toHaveCount(3);
  });

  test("is filtered by what is looked for and by severity", async ({ app, page }) => {
    await page.keyboard.press("4");
    const events = page.getByRole("grid", { name: "Log" }).locator("[role=row]:not(.away)");
    await app.find.fill("declined web");
    await expect(events).toHaveCount(1);
    await expect(page.getByRole("status").filter({ hasText: "1 of 3 events" })).toBeVisible();
    await app.find.fill("nothing-like-this");
    await expect(page.getByText("No event is like that")).toBeVisible();
    await page.getByRole("button", { name: "Show all events" }).click();
    await page.getByRole("combobox", { name: "Show" }).selectOption("Errors");
    await expect(page).toHaveURL(/level=error/);
    await expect(events).toHaveCount(3);
  });
});
