import { expect, test } from "../support/test.ts";
import { App } from "../support/app.ts";
import { THREE_TRACES } from "../support/traces.ts";

test("the engine runs in a sandboxed frame of another origin", async ({ page, site, otherSite }) => {
  site.add("given/shop.json", THREE_TRACES);
  const frameUrl = `${site.origin}/index.html#/traces?src=given/shop.json`;
  const host = `<!doctype html><link rel="icon" href="data:,"><title>Host</title>
    <iframe sandbox="allow-scripts" src="${frameUrl}" width="1000" height="600"></iframe>`;
  await page.goto(otherSite.add("host.html", host));
  const frame = page.frameLocator("iframe");
  await expect(frame.locator("html[data-ready='true']")).toBeAttached();
  const rows = frame.getByRole("grid", { name: "Traces" }).getByRole("row").filter({ has: frame.getByRole("link") });
  await expect(rows).toHaveCount(3);
  await rows.first().getByRole("link").first().click();
  await expect(frame.getByRole("treegrid", { name: "Waterfall" })).toContainText("Load cart");
  // The frame has no storage; its switch works all the same.
  await frame.getByRole("button", { name: /^Theme:/ }).click();
  await expect(frame.locator("html")).toHaveAttribute("data-theme", /light|dark/);
});

test("the page works below any folder", async ({ page, site, watch }, info) => {
  void watch;
  const app = new App(page, `${site.origin}/a/deep/folder`, info.outputPath());
  await app.start();
  await page.getByRole("button", { name: "Open the sample" }).click();
  await expect(app.traceRows.first()).toBeVisible();
});
