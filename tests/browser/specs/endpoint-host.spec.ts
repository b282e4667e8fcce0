import { expect, test } from "../support/test.ts";
import { startBackend } from "../support/backend.ts";
import { Host } from "../support/host.ts";
import { smallTempo } from "../support/tempo.ts";
import { THREE_TRACES } from "../support/traces.ts";

test("a host connects an endpoint, and is not told what it holds until the person says yes", async ({ page, site, otherSite, watch }) => {
  const tempo = await startBackend();
  watch.allow(new RegExp(tempo.origin));
  smallTempo(tempo, 3);
  const host = await Host.open(page, site, otherSite, {
    hash: `#/open?embed=1&origin=${encodeURIComponent(otherSite.origin)}`,
  });
  await host.load(THREE_TRACES, { name: "shop.json" });
  expect(await page.evaluate(() => window.view.summary())).toMatchObject({ traces: 3 });
  await page.evaluate((url) => window.view.endpoint(url, { kind: "tempo" }), tempo.origin);
  await page.evaluate(() => window.view.view("#/store"));
  // In a frame it is asked at once: the host page has chosen it.
  const rows = host.frame.getByRole("grid", { name: "Traces in the store" }).getByRole("row");
  await expect(rows.filter({ has: host.frame.getByRole("link") })).toHaveCount(3);
  expect(await page.evaluate(() => window.view.summary())).toMatchObject({ traces: 3, files: [{ name: "shop.json" }] });
  await page.evaluate(() => window.view.clear());
  await page.evaluate(() => window.view.view("#/store"));
  await host.frame.getByRole("button", { name: "Load 3 traces" }).click();
  await expect(host.frame.getByText("3 traces were loaded")).toBeVisible();
  const refused = await page.evaluate(() => window.view.summary().catch((error: { code: string }) => error.code));
  expect(refused).toBe("not_allowed");
  expect(await host.heard("loaded")).not.toContainEqual(expect.objectContaining({ files: [expect.objectContaining({ name: expect.stringContaining("from") })] }));
  await host.frame.getByRole("region", { name: "Tell another page" }).getByRole("button", { name: "Allow" }).click();
  expect(await page.evaluate(() => window.view.summary())).toMatchObject({ traces: 3 });
  await tempo.close();
});

test("a host is not told which trace of the store is looked at", async ({ page, site, otherSite, watch }) => {
  const tempo = await startBackend();
  watch.allow(new RegExp(tempo.origin));
  smallTempo(tempo, 3);
  const host = await Host.open(page, site, otherSite, {
    hash: `#/open?embed=1&origin=${encodeURIComponent(otherSite.origin)}`,
  });
  await page.evaluate((url) => window.view.endpoint(url, { kind: "tempo" }), tempo.origin);
  await page.evaluate(() => window.view.view("#/store"));
  await host.frame.getByRole("grid", { name: "Traces in the store" }).getByRole("link").first().click();
  await expect(host.frame.getByRole("treegrid", { name: "Waterfall" })).toBeVisible();
  expect(await host.heard("selection")).not.toContainEqual(expect.objectContaining({ traceId: expect.any(String) }));
  await tempo.close();
});

test("an endpoint that cannot be asked is refused with a reason", async ({ page, site, otherSite }) => {
  await Host.open(page, site, otherSite);
  const refused = await page.evaluate(() =>
    window.view.endpoint("/tempo", { headers: { "a b": "c" } }).catch((error: Error & { code: string }) => [error.code, error.message]),
  );
  expect(refused).toEqual(["message", "The header “a b” cannot be sent"]);
});
