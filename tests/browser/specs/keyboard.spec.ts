import { expect, test } from "../support/test.ts";
import { THREE_TRACES } from "../support/traces.ts";

test("the whole way without a mouse", async ({ app, page, site }) => {
  site.add("given/shop.json", THREE_TRACES);
  await app.start("#/traces?src=given/shop.json");
  await expect(app.traceRows).toHaveCount(3);

  await page.keyboard.press("/");
  await expect(app.search).toBeFocused();
  await page.keyboard.type("get");
  await expect(app.traceRows).toHaveCount(2);
  await page.keyboard.press("Enter");
  await expect(app.search).not.toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("Home");
  await expect(app.traces.locator("[role=row][aria-selected=true]")).toContainText("GET /products");
  await page.keyboard.press("ArrowDown");
  await expect(app.traces.locator("[role=row][aria-selected=true]")).toContainText("GET /about");
  await page.keyboard.press("Enter");
  await expect(app.traceHeading).toContainText("GET /about");

  await page.keyboard.press("End");
  await expect(app.currentSpan).toContainText("GET products");
  const current = await app.currentSpan.getAttribute("id");
  await expect(app.waterfall).toHaveAttribute("aria-activedescendant", current ?? "");
  await page.keyboard.press("Enter");
  await expect(app.detail).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(app.detail).toBeHidden();

  await page.keyboard.press("/");
  await expect(app.find).toBeFocused();
  await page.keyboard.type("list");
  await page.keyboard.press("Enter");
  await expect(app.currentSpan).toContainText("List products");
});

test("letters are not commands while text is typed", async ({ app, site }) => {
  site.add("given/shop.json", THREE_TRACES);
  await app.start("#/traces?src=given/shop.json");
  await app.search.pressSequentially("o?jk");
  await expect(app.search).toHaveValue("o?jk");
  await expect(app.help).toBeHidden();
});

test("next and previous hit, next error", async ({ app, page, site }) => {
  site.add("given/shop.json", THREE_TRACES);
  await app.start("#/traces?src=given/shop.json");
  await app.openTrace(0);
  await app.find.fill("select");
  await app.find.press("Enter");
  await expect(app.findCount).toHaveText("1 of 6");
  await app.waterfall.focus();
  await page.keyboard.press("n");
  await expect(app.findCount).toHaveText("2 of 6");
  await page.keyboard.press("p");
  await expect(app.findCount).toHaveText("1 of 6");
  await page.getByRole("button", { name: "Previous hit" }).click();
  await expect(app.findCount).toHaveText("6 of 6");
  await page.getByRole("button", { name: "Next hit" }).click();
  await expect(app.findCount).toHaveText("1 of 6");
  await app.waterfall.focus();
  // Not to those that only carry the error, but to where it began.
  await page.keyboard.press("e");
  await expect(app.currentSpan).toContainText("Authorise");
});

test("the help lists the keys and gives the focus back", async ({ app, page }) => {
  await app.start();
  await page.keyboard.press("?");
  await expect(app.help).toBeVisible();
  await expect(app.help).toContainText("Next hit");
  await expect(app.help.locator("kbd").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(app.help).toBeHidden();
  const button = page.getByRole("button", { name: "Help" });
  await button.click();
  await expect(app.help).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(app.help).toBeHidden();
  await expect(button).toBeFocused();
});

test("every button, link and field is reached by Tab and shows its focus", async ({ app, page, site }) => {
  test.setTimeout(90_000);
  site.add("given/shop.json", THREE_TRACES);
  await app.start("#/traces?src=given/shop.json");
  await expect(app.traceRows).toHaveCount(3);
  const names = new Set<string>();
  await page.getByRole("link", { name: "Skip to the content" }).focus();
  for (let nth = 0; nth < 40; nth += 1) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      // Behind the last element the browser's own bar has its turn, and then the first element again. In Firefox the
      // page is told of keys then that are not for it.
      if (!element || element === document.body || !document.hasFocus()) return null;
      const style = getComputedStyle(element);
      const isMarked = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
      return { name: element.getAttribute("aria-label") ?? element.textContent?.trim() ?? "", isMarked };
    });
    if (!focus) continue;
    expect(focus.isMarked, `focus of “${focus.name}”`).toBe(true);
    names.add(focus.name);
  }
  expect([...names].join("\n")).toContain("Spanscope");
  expect([...names].join("\n")).toContain("Search traces");
  expect([...names].join("\n")).toContain("Traces");
});
