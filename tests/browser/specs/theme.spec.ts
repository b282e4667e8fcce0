import { expect, test } from "../support/test.ts";

test("follows the system until a person chooses, and remembers the choice", async ({ app, page }) => {
  const theme = page.locator("html");
  await page.emulateMedia({ colorScheme: "dark" });
  await app.start();
  await expect(theme).toHaveAttribute("data-theme", "dark");
  await expect(app.themeSwitch).toHaveAccessibleName(/system/i);
  await page.emulateMedia({ colorScheme: "light" });
  await expect(theme).toHaveAttribute("data-theme", "light");

  await app.themeSwitch.click();
  await expect(app.themeSwitch).toHaveAccessibleName(/light/i);
  await app.themeSwitch.click();
  await expect(app.themeSwitch).toHaveAccessibleName(/dark/i);
  await expect(theme).toHaveAttribute("data-theme", "dark");
  const dark = await background(page);

  await page.reload();
  await app.ready();
  await expect(theme).toHaveAttribute("data-theme", "dark");
  await app.themeSwitch.click();
  await expect(app.themeSwitch).toHaveAccessibleName(/system/i);
  await expect(theme).toHaveAttribute("data-theme", "light");
  expect(await background(page)).not.toBe(dark);
});

test("a theme in the link counts, and does not become the person's own", async ({ app, page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await app.start("#/open?theme=dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await app.page.goto("about:blank");
  await app.start();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});

function background(page: import("@playwright/test").Page) {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}
