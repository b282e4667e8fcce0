import { expect, test } from "../support/test.ts";
import { longTrace, THREE_TRACES } from "../support/traces.ts";
import { traceId } from "../support/otlp.ts";

/** The trace that fails, and its spans with an error in the order of the waterfall. */
const CHECKOUT = traceId(0);
const ERRORS = ["POST /checkout", "Charge card", "Authorise"];

test.beforeEach(async ({ app, site }) => {
  site.add("given/shop.json", THREE_TRACES);
  await app.start("#/traces?src=given/shop.json");
  await expect(app.traceRows).toHaveCount(3);
});

test("a search is typed, completed, mended and followed by the keyboard alone", async ({ app, page }) => {
  await page.keyboard.press("/");
  await expect(app.search).toBeFocused();

  // An intrinsic, an operator and a value, each begun and taken out of the list.
  await page.keyboard.type("{ stat");
  await expect(app.suggestions.filter({ hasText: "statusMessage" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(app.suggestions.first()).toHaveAttribute("aria-selected", "true");
  await expect(app.search).toHaveAttribute("aria-activedescendant", "suggestion-0");
  await page.keyboard.press("Tab");
  await expect(app.search).toHaveValue("{ status");
  await page.keyboard.type(" = er");
  await expect(app.suggestions).toHaveText([/^error/]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(app.search).toHaveValue("{ status = error");
  await page.keyboard.type(" }");
  await expect(app.traceRows).toHaveCount(1);
  await expect(app.traceCount).toContainText("1 of 3 traces, 3 matching spans");

  // A mistake is said below its place, and the list stays until it is mended.
  await page.keyboard.press("Backspace");
  await page.keyboard.type("&& nam = `x` }");
  await expect(app.searchError).toHaveText("Attributes need a scope: .nam, span.nam or resource.nam; did you mean name?");
  await expect(app.search).toHaveAttribute("aria-invalid", "true");
  await expect(app.wrong).toHaveText("nam");
  const [wrong, sentence] = [await app.wrong.boundingBox(), await app.searchError.locator("span").boundingBox()];
  expect(Math.abs((sentence?.x ?? 0) - (wrong?.x ?? 0))).toBeLessThan(4);
  expect(sentence?.y).toBeGreaterThan(wrong?.y ?? Infinity);
  await expect(app.traceRows).toHaveCount(1);
  for (let nth = 0; nth < " = `x` }".length; nth += 1) await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("e");
  await expect(app.searchError).toBeHidden();
  await expect(app.search).toHaveValue("{ status = error && name = `x` }");
  await expect(app.traceRows).toHaveCount(0);
  await page.keyboard.press("End");
  for (let nth = 0; nth < "x` }".length; nth += 1) await page.keyboard.press("Backspace");
  await page.keyboard.type("Charge card` }");
  await expect(app.traceCount).toContainText("1 of 3 traces, 1 matching span");

  // The hit is opened, and the search goes along.
  await page.keyboard.press("Enter");
  await expect(app.traces).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(app.traceHeading).toContainText("POST /checkout");
  await expect(app.find).toHaveValue("{ status = error && name = `Charge card` }");
  await expect(app.hits).toHaveCount(1);
  await page.keyboard.press("n");
  await expect(app.currentSpan).toContainText("Charge card");
  await expect(app.findCount).toHaveText("1 of 1");
});

test("n and N go from hit to hit, h leaves only them, and a reload brings all back", async ({ app, page }) => {
  await app.search.fill("{ status = error }");
  await expect(app.traceRows).toHaveCount(1);
  await app.openTrace(0);
  await expect(app.hits).toHaveCount(3);
  await expect(app.spanRows).toHaveCount(6);
  await app.waterfall.focus();
  for (const nth of [1, 2, 0, 1]) {
    await page.keyboard.press("n");
    await expect(app.currentSpan).toContainText(ERRORS[nth]!);
    await expect(app.findCount).toHaveText(`${nth + 1} of 3`);
  }
  for (const nth of [0, 2]) {
    await page.keyboard.press("Shift+N");
    await expect(app.currentSpan).toContainText(ERRORS[nth]!);
    await expect(app.findCount).toHaveText(`${nth + 1} of 3`);
  }

  await page.keyboard.press("h");
  await expect(app.spanRows).toHaveCount(3);
  for (const name of ERRORS) await expect(app.spanRows.filter({ hasText: name })).toBeVisible();
  await expect(app.currentSpan).toContainText("Authorise");
  await app.find.fill("account");
  await expect(app.hits).toHaveCount(1);
  await expect(app.spanRows).toHaveCount(3);
  await expect(app.spanRows.last()).toContainText("Read account");

  await expect(page).toHaveURL(/find=account/);
  await expect(page).toHaveURL(/q=/);
  await page.reload();
  await expect(app.spanRows).toHaveCount(3);
  await expect(app.find).toHaveValue("account");
  await expect(app.hits).toHaveText(/Read account/);
  await expect(app.search).toHaveValue("{ status = error }");
  await page.keyboard.press("h");
  await expect(app.spanRows).toHaveCount(6);
  await page.keyboard.press("Escape");
  await expect(app.traceRows).toHaveCount(1);
  await expect(app.search).toHaveValue("{ status = error }");
});

test("what was searched for before is offered again", async ({ app, page }) => {
  await app.search.fill("{ kind = client }");
  await app.search.press("Enter");
  await expect(app.search).not.toBeFocused();
  await page.reload();
  await app.search.fill("");
  await expect(app.suggestions.first()).toContainText("{ kind = client }");
  await expect(app.suggestions.first()).toContainText("searched before");
});

test("a pasted id goes to the trace or span that it names", async ({ app, page }) => {
  const span = "0000000000000009";
  for (const [pasted, name] of [
    [CHECKOUT, "POST /checkout"],
    [`00-${CHECKOUT}-${span}-01`, "Charge card"],
    [`traceparent: 00-${CHECKOUT}-${span}-01`, "Charge card"],
    [`b3: ${CHECKOUT}-${span}-1`, "Charge card"],
    [`uber-trace-id: ${CHECKOUT}:${span}:0:1`, "Charge card"],
    [`2026-01-01 12:00:01 ERROR [trace_id=${CHECKOUT} span_id=${span}] payment was declined`, "Charge card"],
    [`{"level":"error","traceId":"${CHECKOUT}","msg":"payment was declined"}`, "POST /checkout"],
  ] as const) {
    await app.search.fill(pasted);
    await app.search.press("Enter");
    await expect(app.traceHeading, pasted).toContainText("POST /checkout");
    await expect(app.currentSpan, pasted).toContainText(name);
    if (name === "Charge card") await expect(app.selectedSpan, pasted).toContainText(name);
    await page.getByRole("banner").getByRole("link", { name: "Spanscope" }).click();
    await expect(app.traces).toBeVisible();
  }
  await app.search.fill(`00-${"e".repeat(32)}-${"f".repeat(16)}-01`);
  await app.search.press("Enter");
  await expect(app.traceRows).toHaveCount(0);
});

test("quick steps through far hits add up", async ({ app, page, site }) => {
  site.add("given/long.json", longTrace(3000));
  await page.goto(`${app.base}/index.html#/traces?src=given/long.json`);
  await page.reload();
  await app.openTrace(0);
  await app.find.fill('"Step 29"');
  await expect(app.findCount).toHaveText("111 hits");
  await app.waterfall.focus();
  for (let nth = 0; nth < 12; nth += 1) await page.keyboard.press("n");
  // Step 29, Steps 290 to 299, Step 2900.
  await expect(app.findCount).toHaveText("12 of 111");
  await expect(app.currentSpan).toContainText("Step 2900");
  await expect(app.currentSpan).toBeInViewport();
});
