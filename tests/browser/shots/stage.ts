// Where pictures are made, and the ways there that many of them share.
import { expect as usual, type Page } from "@playwright/test";
import type { App } from "../support/app.ts";
import type { Site } from "../support/site.ts";

/** As patient as the tests are. */
export const expect = usual.configure({ timeout: 10_000 });

/** Where a picture is made. */
export interface Stage {
  app: App;
  page: Page;
  site: Site;
}

/** The sample, as links name it. */
export const SAMPLE = "src=samples/shop.json.gz";

/** The traces of the sample, with more of a link. */
export async function sampleTraces({ app }: Stage, rest = "") {
  await app.start(`#/traces?${SAMPLE}${rest}`);
  await expect(app.traceRows.first()).toBeVisible();
}

/** The slowest trace of the sample that has an error. */
export async function sampleTrace(stage: Stage) {
  await sampleTraces(stage, "&q=checkout");
  await stage.app.openTrace(0);
}
