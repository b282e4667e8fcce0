import type { App } from "../support/app.ts";
import { otlp } from "../support/otlp.ts";
import { expect, test } from "../support/test.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Four traces from 12:00:00 to 15:00:03 UTC on the first of January 2026. */
const AFTERNOON = otlp(
  [0, 2 * HOUR, 2 * HOUR + 50 * MINUTE, 3 * HOUR].map((from, nth) => ({ service: "web", name: `GET /${nth}`, from, to: from + 50 })),
);

test.use({ timezoneId: "Asia/Kolkata" });

const button = (app: App) => app.page.getByRole("button", { name: /^Time range:/ });
const panel = (app: App) => app.page.getByRole("dialog", { name: "Time range" });
const names = (app: App) => app.traceRows.locator(".operation");

test.beforeEach(async ({ app, site }) => {
  site.add("given/afternoon.json", AFTERNOON);
  await app.start("#/traces?src=given/afternoon.json&sort=start");
  await expect(app.traceRows).toHaveCount(4);
});

test("a preset lists the last part of the data, and the link keeps it", async ({ app, page }) => {
  await expect(button(app)).toHaveAccessibleName("Time range: Whole time");
  await button(app).click();
  await expect(panel(app)).toContainText("between 2026-01-01 12:00:00.000 and 2026-01-01 15:00:03.000");
  await expect(panel(app).getByRole("button", { name: "Last 24 h" })).toBeDisabled();
  await panel(app).getByRole("button", { name: "Last 15 min" }).click();
  await expect(panel(app)).toBeHidden();
  await expect(names(app)).toHaveText(["GET /2", "GET /3"]);
  await expect(app.traceCount).toHaveText(/^2 of 4 traces, 2 spans in /);
  await expect(button(app)).toHaveAccessibleName("Time range: Last 15 min");
  await expect(page).toHaveURL(/from=2026-01-01T14:45:03Z/);
  await page.reload();
  await expect(names(app)).toHaveText(["GET /2", "GET /3"]);

  // The search and the range hold together.
  await app.search.fill("/3");
  await expect(names(app)).toHaveText(["GET /3"]);
  await app.search.fill("/1");
  await expect(page.getByRole("main")).toContainText("No trace has all of these words and starts in this range of time");
  await page.getByRole("button", { name: "Show all traces" }).click();
  await expect(app.traceRows).toHaveCount(4);
  await expect(page).not.toHaveURL(/from=/);
});

test("times are typed, in the zone that is shown", async ({ app, page }) => {
  await button(app).click();
  const [from, to] = [panel(app).getByLabel("From"), panel(app).getByLabel("Before")];
  await from.fill("soon");
  await from.press("Enter");
  await expect(panel(app).getByRole("alert")).toHaveText("“soon” is no time");
  await from.fill("14:30");
  await to.fill("13:30");
  await to.press("Enter");
  await expect(panel(app).getByRole("alert")).toHaveText("The range ends before it begins");
  await from.fill("13:30");
  await to.fill("2026-01-01 14:30");
  await to.press("Enter");
  await expect(names(app)).toHaveText(["GET /1"]);
  await expect(page).toHaveURL(/from=2026-01-01T13:30:00Z&to=2026-01-01T14:30:00Z/);

  // Every time follows the zone, the typed ones too.
  await page.getByRole("button", { name: /^UTC/ }).click();
  await expect(app.traceRows.first().locator(".cell-start")).toHaveText("19:30:01.000");
  await button(app).click();
  await expect(from).toHaveValue("2026-01-01 19:00:00.000");
  await to.fill("20:30");
  await to.press("Enter");
  await expect(names(app)).toHaveText(["GET /1", "GET /2"]);
  await expect(page).toHaveURL(/to=2026-01-01T15:00:00Z/);
  await expect(page).toHaveURL(/tz=local/);
});

test("a link may count back from now", async ({ app, page }) => {
  await app.start("#/traces?src=given/afternoon.json&from=now-1h");
  await expect(page.getByRole("main")).toContainText("No trace starts in this range of time");
  await expect(button(app)).toHaveAccessibleName("Time range: From now-1h");
  await button(app).click();
  await panel(app).getByRole("button", { name: "Whole time" }).click();
  await expect(app.traceRows).toHaveCount(4);
});
