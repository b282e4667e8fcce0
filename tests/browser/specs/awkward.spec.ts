// Shapes that broke other viewers and that only a page can show to work, by the number of their public thread.
import { otlp, type Span } from "../support/otlp.ts";
import { expect, test } from "../support/test.ts";

/** A trace whose root has so many spans below it, each a little later. */
function wide(spans: number): string {
  const children = Array.from({ length: spans - 1 }, (_, nth) => ({
    service: `service ${nth % 7}`,
    name: `step ${nth + 2}`,
    from: nth,
    to: nth + 3,
  }));
  return otlp([{ service: "web", name: "GET /everything", kind: "server", from: 0, to: spans + 3, children }]);
}

for (const spans of [5_000, 20_000, 45_384]) {
  test(`shape 31: ${spans} spans in one trace open, and each click is answered`, async ({ app, page }) => {
    await app.start();
    await app.open({ name: "wide.json", body: wide(spans) });
    await expect(app.traceHeading).toContainText("GET /everything");
    await expect(page.getByRole("main")).toContainText(`Spans${spans.toLocaleString("en")}`);
    // However long the trace is, the document holds the rows of the window.
    expect(await app.spanRows.count()).toBeLessThan(80);
    for (const name of ["step 2", "step 9"]) {
      const begun = Date.now();
      await app.spanRows.locator(".operation").getByText(name, { exact: true }).click();
      await expect(app.detail.getByRole("heading", { level: 2 })).toHaveText(name);
      expect(Date.now() - begun, "milliseconds from a click to the details").toBeLessThan(3_000);
    }
  });
}

test("shape 32: the last of 939 rows is reached by the keyboard and by the wheel", async ({ app, page }) => {
  await app.start();
  await app.open({ name: "many.json", body: wide(939) });
  const last = app.spanRows.filter({ hasText: "step 939" });
  await app.waterfall.focus();
  await page.keyboard.press("End");
  await expect(app.currentSpan).toContainText("step 939");
  await expect(last).toBeInViewport();
  await page.keyboard.press("Home");
  await expect(last).toHaveCount(0);
  await app.waterfall.hover();
  await page.mouse.wheel(0, 1_000_000);
  await expect(last).toBeInViewport();
  await last.locator(".operation").click();
  await expect(app.detail.getByRole("heading", { level: 2 })).toHaveText("step 939");
});

test("shape 33: a prompt of 500 KB is shown cut, and the rest of it when it is asked for", async ({ app, page }) => {
  const prompt = `begin ${"word ".repeat(100_000)}end of it`;
  await app.start();
  await app.open({
    name: "prompt.json",
    body: otlp([{ service: "agent", name: "chat", from: 0, to: 9, attributes: { "gen_ai.prompt": prompt } }]),
  });
  await app.waterfall.focus();
  await page.keyboard.press("Enter");
  const value = app.detail.locator(".attribute", { hasText: "gen_ai.prompt" });
  await expect(value).toContainText("begin word");
  expect((await value.textContent())!.length, "characters in the document").toBeLessThan(4_000);
  await value.getByRole("button", { name: /^Show [\d,]+ characters more/ }).click();
  await expect(value).toContainText("end of it");
});

test("shape 37: each trace of one Jaeger file opens from the list", async ({ app, page }) => {
  const trace = (id: string, name: string) => ({
    traceID: id,
    spans: [{ traceID: id, spanID: "1", operationName: name, startTime: 1_760_000_000_000_000, duration: 9_000, processID: "p1" }],
    processes: { p1: { serviceName: "web" } },
  });
  const names = ["first", "second", "third"];
  await app.start();
  await app.open({ name: "three.json", body: JSON.stringify({ data: names.map((name, nth) => trace(`a${nth}`, name)) }) });
  await expect(app.traceRows).toHaveCount(3);
  for (const name of names) {
    await app.traceRows.filter({ hasText: name }).getByRole("link").first().click();
    await expect(app.traceHeading).toContainText(name);
    await expect(app.spanRows).toHaveCount(1);
    await page.goBack();
    await expect(app.traceRows).toHaveCount(3);
  }
});

test("a chain that is 3,000 deep opens, and its end is reached", async ({ app, page }) => {
  const root: Span = { service: "web", name: "level 1", from: 0, to: 90_000 };
  let deepest = root;
  for (let level = 2; level <= 3_000; level += 1) {
    const below: Span = { service: "web", name: `level ${level}`, from: level, to: 90_000 - level };
    deepest.children = [below];
    deepest = below;
  }
  await app.start();
  await app.open({ name: "deep.json", body: otlp([root]) });
  await app.waterfall.focus();
  await page.keyboard.press("End");
  await expect(app.currentSpan).toContainText("level 3000");
});
