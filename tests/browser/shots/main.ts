// Draws the views, all unless some are named, and fails when one of them has a fault.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "@playwright/test";
import { App } from "../support/app.ts";
import { chromiumOptions } from "../support/chromium.ts";
import { SHOTS } from "../support/paths.ts";
import { startSite } from "../support/site.ts";
import { Watch } from "../support/watch.ts";
import { auditPage, serveAudit } from "./audit.ts";
import { VIEWS } from "./views.ts";

const THEMES = ["light", "dark"] as const;
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

/** Views that the README shows are also drawn in the small window it shows them in. */
const IN_README = new Set(["services", "latency"]);
const SMALL = { width: 800, height: 600 };

/** A view as it is brought about once, and drawn in every theme. */
interface Setting {
  view: string;
  size: (typeof SIZES)[number];
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((view) => !(view in VIEWS));
if (unknown.length > 0) throw new Error(`There is no view ${unknown.join(", ")}; there are ${Object.keys(VIEWS).join(", ")}`);
const views = wanted.length > 0 ? wanted : Object.keys(VIEWS);
const settings = views.flatMap((view): Setting[] => {
  const sizes = IN_README.has(view) ? [...SIZES, SMALL] : SIZES;
  return sizes.map((size) => ({ view, size }));
});

const site = await startSite();
serveAudit(site);
const browser = await chromium.launch(chromiumOptions());
const given = mkdtempSync(join(tmpdir(), "spanscope-"));
mkdirSync(SHOTS, { recursive: true });
let faults = 0;
// Two at a time: a page waits for its engine half of the time.
const queue = settings.values();
const drawAll = async () => {
  for (const setting of queue) {
    const found = await draw(browser, setting);
    faults += found;
  }
};
await Promise.all([drawAll(), drawAll()]);
await browser.close();
await site.close();
rmSync(given, { recursive: true });
console.log(`${settings.length * THEMES.length} pictures in target/shots/, ${count(faults)}`);
if (faults > 0) process.exitCode = 1;

/** Makes the pictures of a view and gives the number of their faults. */
async function draw(browser: Browser, { view, size }: Setting): Promise<number> {
  const context = await browser.newContext({ viewport: size, colorScheme: THEMES[0], reducedMotion: "reduce" });
  const watch = new Watch(context, [site.origin]);
  const page = await context.newPage();
  let found = await withoutFail(() => VIEWS[view]!({ app: new App(page, site.origin, given), page, site }));
  let [faults, told] = [0, 0];
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    found.push(...(await pictured(page, view, size, theme)), ...watch.seen().slice(told));
    told = watch.seen().length;
    faults += tell(view, size, theme, found);
    found = [];
  }
  await context.close();
  return faults;
}

/** Makes one picture and gives its faults. */
function pictured(page: Page, view: string, { width, height }: Setting["size"], theme: string): Promise<string[]> {
  return withoutFail(async () => {
    await page.evaluate(() => document.fonts.ready);
    // What is drawn by a program follows the theme a frame later.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const path = join(SHOTS, `${view}-${theme}-${width}x${height}.png`);
    await page.screenshot({ path, animations: "disabled" });
    const audited = await auditPage(page);
    return audited.map(({ kind, where, text, measured }) => `${kind}: “${text}” in ${where} (${measured})`);
  });
}

/** The faults that are found, and why they could not be looked for. */
async function withoutFail(look: () => Promise<string[] | void>): Promise<string[]> {
  try {
    return (await look()) ?? [];
  } catch (error) {
    return [`could not be drawn: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** Prints the faults of a picture and gives their number. */
function tell(view: string, { width, height }: Setting["size"], theme: string, faults: string[]): number {
  console.log(`${view}-${theme}-${width}x${height}: ${faults.length === 0 ? "good" : count(faults.length)}`);
  for (const fault of faults) console.log(`  ${fault}`);
  return faults.length;
}

function count(faults: number): string {
  return faults === 1 ? "1 fault" : `${faults} faults`;
}
