import { otlp } from "../support/otlp.ts";
import { expect, test } from "../support/test.ts";

const BODY = otlp([{ service: "web", name: "GET /", kind: "server", from: 0, to: 900 }]);

test.use({ timezoneId: "Asia/Kolkata" });

test("the ruler shows times of day by a key, in the zone that is set, and the link remembers", async ({ app, page, site }) => {
  site.add("given/one.json", BODY);
  await app.start("#/traces?src=given/one.json");
  await app.openTrace(0);
  const ticks = page.locator(".ruler .tick");
  await expect(ticks.first()).toHaveText("0");
  await app.waterfall.focus();
  await page.keyboard.press("u");
  await expect(page).toHaveURL(/ruler=clock/);
  await expect(ticks.first()).toHaveText(/^\d\d:\d\d:\d\d\.\d{3}$/);
  const utc = await ticks.first().textContent();
  await page.reload();
  await expect(ticks.first()).toHaveText(utc ?? "");
  await app.start(`${new URL(page.url()).hash}&tz=local`);
  await page.reload();
  const minutes = (text: string | null) => Number(text?.slice(0, 2)) * 60 + Number(text?.slice(3, 5));
  await expect(ticks.first()).not.toHaveText(utc ?? "");
  const local = await ticks.first().textContent();
  expect((minutes(local) - minutes(utc) + 1440) % 1440).toBe(330);
});

test("the menu switches it back", async ({ app, page, site }) => {
  site.add("given/one.json", BODY);
  await app.start("#/traces?src=given/one.json&ruler=clock");
  await app.openTrace(0);
  const ticks = page.locator(".ruler .tick");
  await expect(ticks.first()).toContainText(":");
  await page.getByRole("button", { name: "What shows…" }).click();
  const item = page.getByRole("menuitemcheckbox", { name: /Times of day on the ruler/ });
  await expect(item).toHaveAttribute("aria-checked", "true");
  await item.click();
  await expect(ticks.first()).toHaveText("0");
  await expect(page).not.toHaveURL(/ruler=/);
});
