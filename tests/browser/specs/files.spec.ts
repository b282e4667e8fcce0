import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DATA } from "../support/paths.ts";
import { expect, test } from "../support/test.ts";
import { JAEGER, ONE_TRACE, THREE_TRACES } from "../support/traces.ts";

const SMALL_SHOP = readFileSync(join(DATA, "otlp-json/small-shop.json"), "utf8");

test("a broken file says why, and the good one beside it is open", async ({ app }) => {
  await app.start();
  await app.open({ name: "broken.json", body: THREE_TRACES.slice(0, 40) }, { name: "good.json", body: ONE_TRACE });
  await expect(app.traceHeading).toContainText("Send letter");
  await app.chips.click();
  const broken = app.files.filter({ hasText: "broken.json" });
  await expect(broken).toContainText(/ends|truncated|cut/i);
  await expect(app.files.filter({ hasText: "good.json" })).toContainText("OTLP");
});

test("a file that was cut off in the middle keeps the spans before the cut", async ({ app }) => {
  await app.start();
  await app.open({ name: "cut.json", body: THREE_TRACES.slice(0, THREE_TRACES.length * 0.7) });
  await expect(app.traceRows.first()).toBeVisible();
  await app.chips.click();
  await expect(app.files).toContainText(/ends|truncated|cut/i);
});

for (const [name, body, what] of [
  ["empty.json", "", "The file is empty"],
  ["picture.png", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "This is binary data"],
  ["list.json", '{"numbers": [1, 2, 3]}', "This is JSON, but neither OTLP"],
  ["login.html", "<!doctype html><title>Log in</title><form></form>", "This is a web page or XML"],
  ["logs.json", '{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"said"}}]}]}]}', "These are OTLP logs"],
  ["cut.json", '{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"1', "the file ends in the middle (byte 43, line 1)"],
] as const) {
  test(`${name} alone is no trace, and the page says so where it was dropped`, async ({ app, page }) => {
    await app.start();
    await app.drop({ name, body: Buffer.from(body) });
    await expect(page.locator("body")).toContainText(name);
    await expect(page.locator("body")).toContainText(what);
    await app.ready();
    await expect(app.openFiles).toBeVisible();
    await expect(app.traces).toBeHidden();
  });
}

test("a compressed file is unpacked", async ({ app }) => {
  await app.start();
  await app.open({ name: "shop.json.gz", body: gzipSync(THREE_TRACES) });
  await expect(app.traceRows).toHaveCount(3);
});

test("a Jaeger file", async ({ app }) => {
  await app.start();
  await app.open({ name: "jaeger.json", body: JAEGER });
  await expect(app.traceHeading).toContainText("HTTP GET /route");
  await expect(app.spanRows).toContainText("50 ms");
  await app.chips.click();
  await expect(app.files).toContainText("Jaeger");
});

test("JSON Lines", async ({ app }) => {
  await app.start();
  await app.open({ name: "collector.jsonl", body: `${THREE_TRACES}\n${ONE_TRACE}\n` });
  await expect(app.traceRows).toHaveCount(4);
});

test("a file with most that OTLP/JSON has", async ({ app }) => {
  await app.start();
  await app.open({ name: "small-shop.json", body: SMALL_SHOP });
  await expect(app.traceRows.first()).toBeVisible();
  await app.openTrace(0);
});

test("text from a file is only ever shown as text", async ({ app, page }) => {
  const script = "<img src=x onerror=\"document.title='taken'\"><b>bold</b>";
  await app.start();
  await app.open({
    name: "<b>name<b>.json",
    body: ONE_TRACE.replace("Send letter", JSON.stringify(script).slice(1, -1)),
  });
  await expect(app.traceHeading).toContainText("<b>bold</b>");
  await expect(app.chips).toContainText("<b>name<b>.json");
  await app.waterfall.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(app.detail.getByRole("heading", { level: 2 })).toContainText(script);
  await expect(page.locator("img")).toHaveCount(0);
  await expect(page).not.toHaveTitle("taken");
});
