import { readdirSync, readFileSync } from "node:fs";
import { chromium, type Page } from "@playwright/test";
import { chromiumOptions } from "../support/chromium.ts";
import { startSite, type Site } from "../support/site.ts";

/** Starts a browser and a host, does what is to be done, and ends both. */
export async function withPage(work: (page: Page, site: Site) => Promise<void>) {
  const site = await startSite();
  const browser = await chromium.launch(chromiumOptions());
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    page.on("pageerror", (error) => console.error(`uncaught on the page: ${error.message}`));
    page.on("crash", () => console.error("the page crashed"));
    await work(page, site);
  } finally {
    await browser.close();
    await site.close();
  }
}

const INSIDE = "build/bench/inside";

/** The functions of a module of `inside/`, called by their name in the page; what goes in and out is plain data. */
export function inside(page: Page, site: Site, module: string) {
  for (const name of readdirSync(INSIDE)) site.add(name, readFileSync(`${INSIDE}/${name}`));
  return <T>(name: string, ...words: unknown[]): Promise<T> =>
    page.evaluate<T>(`import("/${module}.js").then((module) => module.${name}(...${JSON.stringify(words)}))`);
}
