import { Host } from "../support/host.ts";
import { otlp } from "../support/otlp.ts";
import { expect, test } from "../support/test.ts";

const REPLAY = "https://eu.posthog.com/project/1/replay/{value}";
const TRACE = otlp([
  {
    service: "web",
    name: "GET /cart",
    kind: "server",
    from: 0,
    to: 100,
    attributes: { "session.id": "0190/a b?", "k8s.pod.name": "web-1", empty: "" },
  },
]);

test("an attribute leads to where the settings say", async ({ app, page }) => {
  await page.route("**/config.json", (route) =>
    route.fulfill({
      json: {
        links: [
          { attribute: "session.id", label: "Replay", address: REPLAY },
          { attribute: "k8s.pod.name", label: "Logs", address: "https://logs.example/{value}?from={start_ms}&to={end_ms}" },
          { attribute: "trace_id", label: "Errors", address: "https://errors.example/?q=trace:{value}" },
          { attribute: "empty", label: "Nothing", address: "https://errors.example/{value}" },
          { attribute: "k8s.pod.name", label: "Nowhere", address: "https://errors.example/{not.there}" },
        ],
      },
    }),
  );
  await app.start();
  await app.open({ name: "one.json", body: TRACE });
  await app.spanRows.first().click();
  const replay = app.detail.getByRole("link", { name: "Replay" });
  await expect(replay).toHaveAttribute("href", "https://eu.posthog.com/project/1/replay/0190%2Fa%20b%3F");
  await expect(replay).toHaveAttribute("target", "_blank");
  await expect(replay).toHaveAttribute("rel", "noopener noreferrer");
  await expect(app.detail.getByRole("link", { name: "Logs" })).toHaveAttribute(
    "href",
    "https://logs.example/web-1?from=1767268800000&to=1767268800101",
  );
  await expect(app.detail.getByRole("link", { name: "Errors" })).toHaveAttribute(
    "href",
    /^https:\/\/errors\.example\/\?q=trace:[0-9a-f]{32}$/,
  );
  await expect(app.detail.getByRole("link")).toHaveCount(3);
});

test("a person adds links of their own, which stay", async ({ app, page }) => {
  await app.start();
  await app.open({ name: "one.json", body: TRACE });
  await page.keyboard.press("Control+k");
  await app.command.fill("links from attributes");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Links from attributes" });
  await dialog.getByLabel("Attribute").fill("session.id");
  await dialog.getByLabel("Where it leads").fill("javascript:alert({value})");
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog.getByRole("alert")).toContainText("does not begin with https://");
  await dialog.getByLabel("Where it leads").fill(REPLAY);
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog.getByRole("listitem")).toContainText("eu.posthog.com");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await app.spanRows.first().click();
  await expect(app.detail.getByRole("link", { name: "eu.posthog.com" })).toBeVisible();

  await page.reload();
  await app.ready();
  await app.open({ name: "one.json", body: TRACE });
  await app.spanRows.first().click();
  await expect(app.detail.getByRole("link", { name: "eu.posthog.com" })).toBeVisible();
  await app.detail.getByRole("button", { name: "More on k8s.pod.name" }).click();
  await page.getByRole("menuitem", { name: "Link it to another tool…" }).click();
  await expect(dialog.getByLabel("Attribute")).toHaveValue("k8s.pod.name");
  await dialog.getByRole("button", { name: "Remove the link eu.posthog.com of session.id" }).click();
  await expect(dialog.getByRole("listitem")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(app.detail.getByRole("link")).toHaveCount(0);
});

test("a page around gives links for what it may see, and for nothing else", async ({ page, site, otherSite }) => {
  site.add("given/secret.json", TRACE);
  const host = await Host.open(page, site, otherSite);
  const codes = await page.evaluate(async (address) => {
    const code = (asked: Promise<unknown>) => asked.then(() => "done", (error: { code: string }) => error.code);
    return [
      await code(window.view.links([{ attribute: "session.id", address: "javascript:alert({value})" }])),
      await code(window.view.links([{ attribute: "session.id", label: "Replay", address }])),
    ];
  }, REPLAY);
  expect(codes).toEqual(["message", "done"]);
  await host.load(TRACE, { name: "own.json" });
  const replay = host.frame.getByRole("complementary", { name: "Span details" }).getByRole("link", { name: "Replay" });
  const rows = host.frame.getByRole("treegrid", { name: "Waterfall" }).locator("[role=row][aria-level]");
  await rows.first().click();
  await expect(replay).toBeVisible();
  await page.evaluate(() => window.view.view("#/traces?src=given/secret.json"));
  await expect(host.rows).toHaveCount(1);
  await host.rows.first().getByRole("link").first().click();
  await rows.first().click();
  await expect(host.frame.getByRole("complementary", { name: "Span details" })).toContainText("session.id");
  await expect(replay).toHaveCount(0);
});

test("the keyboard goes back to where the links were asked for", async ({ app, page }) => {
  await app.start();
  await app.open({ name: "one.json", body: TRACE });
  await app.spanRows.first().click();
  const dialog = page.getByRole("dialog", { name: "Links from attributes" });
  await app.find.focus();
  await page.keyboard.press("Control+k");
  await app.command.fill("links from attributes");
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Attribute")).toBeVisible();
  await expect(app.palette).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(app.find).toBeFocused();
  const more = app.detail.getByRole("button", { name: "More on k8s.pod.name" });
  await more.click();
  await page.getByRole("menuitem", { name: "Link it to another tool…" }).click();
  await expect(dialog.getByLabel("Attribute")).toHaveValue("k8s.pod.name");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(more).toBeFocused();
});
