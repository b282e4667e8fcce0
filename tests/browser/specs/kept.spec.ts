import type { Page } from "@playwright/test";
import { App } from "../support/app.ts";
import { expect, test } from "../support/test.ts";
import { ONE_TRACE, THREE_TRACES } from "../support/traces.ts";

/** A page of the same host that is none of the viewer's. */
const BESIDE = '<!doctype html><link rel="icon" href="data:,"><title>Beside</title>';

test("nothing is kept unless the person says so", async ({ app, page }) => {
  await app.start();
  await app.open({ name: "three.json", body: THREE_TRACES });
  await page.reload();
  await app.ready();
  await expect(app.chips).toBeHidden();
});

test("kept files come back with a reload and with a deep link, until they are forgotten", async ({ app, page }) => {
  await app.start();
  await app.open({ name: "three.json", body: THREE_TRACES });
  await app.chips.click();
  await page.getByRole("button", { name: "Keep for the next visit" }).click();
  await expect(page.locator("#files .kept")).toContainText(/1 file, \d/);
  await page.keyboard.press("Escape");
  // What is opened later is kept as well.
  await app.open({ name: "mail.json", body: ONE_TRACE });
  await expect(app.traceRows).toHaveCount(4);
  await app.chips.click();
  await expect(page.locator("#files .kept")).toContainText("2 files");
  await page.keyboard.press("Escape");
  await app.openTrace(0);
  const heading = await app.traceHeading.textContent();
  await page.reload();
  await app.ready();
  await expect(app.traceHeading).toHaveText(heading ?? "");
  await app.chips.click();
  await expect(app.files.filter({ hasText: "mail.json" })).toBeVisible();
  await page.getByRole("button", { name: "Forget" }).click();
  await expect(page.getByRole("button", { name: "Keep for the next visit" })).toBeVisible();
  await page.reload();
  await app.ready();
  await expect(app.chips).toBeHidden();
});

test("an embedded page brings nothing back and keeps nothing", async ({ app, page }) => {
  // In the same browser the person has said yes, on a page of its own.
  await app.start();
  await app.open({ name: "three.json", body: THREE_TRACES });
  await keep(app, page);
  const before = await kept(page);
  expect(before.list).toContain("three.json");
  expect(before.names).toHaveLength(1);

  await page.goto(`${app.base}/index.html?again#/open?embed=1`);
  await app.ready();
  await app.drop({ name: "mail.json", body: ONE_TRACE });
  // It is alone: with what was kept there would be a list.
  await expect(app.traceHeading).toContainText("Send letter");
  await app.ready();
  expect(await kept(page)).toEqual(before);

  await page.goto(`${app.base}/index.html?own`);
  await app.ready();
  await expect(app.traceRows).toHaveCount(3);
});

test("two windows keep into one list, and neither takes away what is the other's", async ({ app, page, context }) => {
  const other = new App(await context.newPage(), app.base, app.folder);
  await app.start();
  await other.start();
  await app.open({ name: "three.json", body: THREE_TRACES });
  await keep(app, page);
  // The other window was there before and has read no list with a file in it.
  await other.open({ name: "mail.json", body: ONE_TRACE });
  await other.chips.click();
  await expect(other.page.locator("#files .kept")).toContainText("2 files");
  await app.chips.click();
  await expect(page.locator("#files .kept"), "this window hears of it").toContainText("2 files");
  // What this window closes was its own.
  await page.getByRole("button", { name: "Close all" }).click();
  await expect(other.page.locator("#files .kept")).toContainText("1 file,");
  await page.reload();
  await app.ready();
  await expect(app.traceHeading).toContainText("Send letter");
  // Who says no says it for all windows.
  await app.chips.click();
  await page.getByRole("button", { name: "Forget" }).click();
  await expect(other.page.getByRole("button", { name: "Keep for the next visit" })).toBeVisible();
  await other.page.keyboard.press("Escape");
  await other.open({ name: "three.json", body: THREE_TRACES });
  await other.chips.click();
  await expect(other.files).toHaveCount(2);
  await other.ready();
  expect(await kept(other.page)).toMatchObject({ list: expect.not.stringContaining("three.json"), names: [] });
  await page.reload();
  await app.ready();
  await expect(app.chips).toBeHidden();
});

test("a window that closes everything leaves what another one has open", async ({ app, page, context }) => {
  await app.start();
  await app.open({ name: "three.json", body: THREE_TRACES });
  await keep(app, page);
  const before = await kept(page);
  const other = new App(await context.newPage(), app.base, app.folder);
  await other.start();
  // It was kept, and is open here too.
  await expect(other.chips).toBeVisible();
  await other.chips.click();
  await other.page.getByRole("button", { name: "Close all" }).click();
  await expect(other.openFiles).toBeVisible();
  // There is no word for that nothing happens: the locks tell when this window has let go.
  await expect.poll(() => holders(page)).toBe(1);
  expect(await kept(page)).toEqual(before);
  await page.reload();
  await app.ready();
  await expect(app.traceRows).toHaveCount(3);
  // The last one that has it takes it away.
  await app.chips.click();
  await page.getByRole("button", { name: "Close all" }).click();
  await expect.poll(() => kept(page)).toMatchObject({ list: expect.not.stringContaining("three.json"), names: [] });
});

test("what one window has forgotten another one can keep again", async ({ app, page, context }) => {
  await app.start();
  await app.open({ name: "three.json", body: THREE_TRACES });
  await keep(app, page);
  const other = new App(await context.newPage(), app.base, app.folder);
  await other.start();
  await expect(other.traceRows).toHaveCount(3);
  await app.chips.click();
  await page.getByRole("button", { name: "Forget" }).click();
  await expect.poll(() => kept(page)).toMatchObject({ names: [] });
  await keep(other, other.page);
  await expect.poll(() => kept(page)).toMatchObject({ list: expect.stringContaining("three.json") });
  await other.page.reload();
  await other.ready();
  await expect(other.traceRows).toHaveCount(3);
});

for (const way of ["Close all", "Forget"]) {
  test(`what is coming back stays away after “${way}”`, async ({ app, page, context, site }) => {
    await app.start();
    await app.open({ name: "three.json", body: THREE_TRACES });
    await keep(app, page);
    const id = (await kept(page)).names[0]!;
    // Another window has it to itself, so that it comes only when that lets go.
    const other = await context.newPage();
    await other.goto(site.add("given/beside.html", BESIDE));
    await page.goto("about:blank");
    await other.evaluate(
      (name) =>
        new Promise<void>((taken) => {
          void navigator.locks.request(name, () => {
            taken();
            return new Promise<void>((letGo) => Object.assign(window, { letGo }));
          });
        }),
      `spanscope.kept.${id}`,
    );
    await app.start();
    await app.open({ name: "mail.json", body: ONE_TRACE });
    await app.chips.click();
    await page.getByRole("button", { name: way }).click();
    await page.keyboard.press("Escape");
    await other.evaluate(() => (window as unknown as { letGo: () => void }).letGo());
    await expect.poll(() => kept(page)).toMatchObject({ list: expect.not.stringContaining("three.json"), names: [] });
    await expect.poll(() => holders(page)).toBe(0);
    if (way === "Forget") await expect(app.chips).toHaveText(/^mail\.json/);
    else await expect(app.openFiles).toBeVisible();
    await expect(app.notices).not.toContainText("three.json");
  });
}

test("what a broken keep left behind is swept away at the next visit", async ({ app, page, context, site }) => {
  const HOUR_MS = 3_600_000;
  const name = (hours: number, nth: number) => `file-${(Date.now() - hours * HOUR_MS).toString(16)}-${String(nth).padStart(16, "0")}`;
  const [left, written, young, listed] = [name(5, 1), name(5, 2), name(0, 3), name(5, 4)];
  await app.start();
  await page.evaluate(
    async ([names, listed]) => {
      const folder = await navigator.storage.getDirectory();
      for (const name of names) {
        const file = await (await folder.getFileHandle(name, { create: true })).createWritable();
        await file.write("{}");
        await file.close();
      }
      const file = { id: listed, name: "old.json", bytes: 2, is_packed: false };
      localStorage.setItem("spanscope.kept", JSON.stringify({ is_allowed: true, files: [file] }));
    },
    [[left, written, young, listed, "notes.txt"], listed] as const,
  );
  // A window that has been writing for hours, if there is one, has its lock.
  const other = await context.newPage();
  await other.goto(site.add("given/beside.html", BESIDE));
  await other.evaluate(
    (name) => new Promise<void>((taken) => void navigator.locks.request(name, { mode: "shared" }, () => (taken(), new Promise(() => {})))),
    `spanscope.kept.${written}`,
  );
  await page.reload();
  await app.ready();
  await expect.poll(async () => (await kept(page)).names.sort()).toEqual([written, young, listed, "notes.txt"].sort());
  await other.close();
  await page.reload();
  await app.ready();
  await expect.poll(async () => (await kept(page)).names.sort()).toEqual([young, listed, "notes.txt"].sort());
});

/** How many windows have kept files. */
const holders = (page: Page) =>
  page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query();
    return held.filter(({ name }) => name?.startsWith("spanscope.kept.")).length;
  });

/** Says yes to keeping what is open, and waits until it is kept. */
async function keep(app: App, page: Page) {
  await app.chips.click();
  await page.getByRole("button", { name: "Keep for the next visit" }).click();
  await expect(page.locator("#files .kept")).toContainText(/\d files?, \d/);
  await page.keyboard.press("Escape");
}

/** The list, and the names of what lies in the browser. */
function kept(page: Page) {
  return page.evaluate(async () => {
    const names: string[] = [];
    // TypeScript's library does not know yet that a folder can be walked.
    const folder = (await navigator.storage.getDirectory()) as unknown as { keys(): AsyncIterable<string> };
    for await (const name of folder.keys()) names.push(name);
    return { list: localStorage.getItem("spanscope.kept"), names };
  });
}
