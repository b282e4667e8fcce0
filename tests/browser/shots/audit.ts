import { readFileSync, readdirSync } from "node:fs";
import type { Page } from "@playwright/test";
import type { Site } from "../support/site.ts";
import type { Fault } from "./inside/faults.ts";

/** What can be told of a page without looking at it. Its host must have `serveAudit`. */
export function auditPage(page: Page): Promise<Fault[]> {
  return page.evaluate("import('/audit/faults.js').then(({ audit }) => audit())");
}

/** Puts the audit's scripts, as the compiler wrote them, beside the page, which its policy then lets it import. */
export function serveAudit(site: Site) {
  for (const file of readdirSync("build/shots/inside")) {
    site.add(`audit/${file}`, readFileSync(`build/shots/inside/${file}`));
  }
}
