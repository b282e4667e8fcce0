// Draws the views, all unless some are named, and fails when one of them has a fault.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser } from "@playwright/test";
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

interface Picture {
  view: string;
  theme: (typeof THEMES)[number];
  size: (typeof SIZES)[number];
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((view) => !(view in VIEWS));
if (unknown.length > 0) throw new Error(`There is no view ${unknown.join(", ")}; there are ${Object.keys(VIEWS).join(", ")}`);
const views = wanted.length > 0 ? wanted : Object.keys(VIEWS);
const pictures = views.flatMap((view) => {
  const sizes = IN_README.has(view) ? [...SIZES, SMALL] : SIZES;
  return THEMES.flatMap((theme) => sizes.map((size) => ({ view, theme, size })));
});

const site = await startSite();
serveAudit(site);
const browser = await chromium.launch(chromiumOptions());
const given = mkdtempSync(join(tmpdir(), "spanscope-"));
mkdirSync(SHOTS, { recursive: true });
let faults = 0;
// Two at a time: a page waits for its engine half of the time.
const queue = pictures.values();
const drawAll = async () => {
  for (const picture of queue) {
    const found = await draw(browser, picture);
    faults += found;
  }
};
await Promise.all([drawAll(), drawAll()]);
await browser.close();
await site.close();
rmSync(given, { recursive: true });
console.log(`${pictures.length} pictures in target/shots/, ${count(faults)}`);
if (faults > 0) process.exitCode = 1;

/** Makes one picture and gives the number of its faults. */
async function draw(browser: Browser, { view, theme, size }: Picture): Promise<number> {
  const name = `${view}-${theme}-${size.width}x${size.height}`;
  const context = await browser.newContext({ viewport: size, colorScheme: theme, reducedMotion: "reduce" });
  const watch = new Watch(context, [site.origin]);
  const page = await context.newPage();
  const found: string[] = [];
  try {
    await VIEWS[view]!({ app: new App(page, site.origin, given), page, site });
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(SHOTS, `${name}.png`), animations: "disabled" });
    const audited = await auditPage(page);
    found.push(...audited.map(({ kind, where, text, measured }) => `${kind}: “${text}” in ${where} (${measured})`));
  } catch (error) {
    found.push(`could not be drawn: ${error instanceof Error ? error.message : String(error)}`);
  }
  found.push(...watch.seen());
  await context.close();
  console.log(`${name}: ${found.length === 0 ? "good" : count(found.length)}`);
  for (const fault of found) console.log(`  ${fault}`);
  return found.length;
}

function count(faults: number): string {
  return faults === 1 ? "1 fault" : `${faults} faults`;
}
