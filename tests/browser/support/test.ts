import { mkdirSync } from "node:fs";
import { test as base } from "@playwright/test";
import { App } from "./app.ts";
import { startSite, type Site } from "./site.ts";
import { Watch } from "./watch.ts";

export { expect } from "@playwright/test";

interface TestFixtures {
  /** The page, not yet gone to. */
  app: App;
  /** Fails the test for errors and for requests to other hosts. */
  watch: Watch;
}

interface WorkerFixtures {
  /** The host of the page. */
  site: Site;
  /** A host of another origin. */
  otherSite: Site;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  site: [host, { scope: "worker" }],
  otherSite: [host, { scope: "worker" }],
  watch: [
    async ({ context, site, otherSite }, use) => {
      const watch = new Watch(context, [site.origin, otherSite.origin]);
      await use(watch);
      base.expect(watch.seen()).toEqual([]);
    },
    { auto: true },
  ],
  app: async ({ page, site }, use, info) => {
    const folder = info.outputPath("given");
    mkdirSync(folder, { recursive: true });
    await use(new App(page, site.origin, folder));
  },
});

async function host({}: object, use: (site: Site) => Promise<void>) {
  const site = await startSite();
  await use(site);
  await site.close();
}
