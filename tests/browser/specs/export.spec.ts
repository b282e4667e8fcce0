import type { Page } from "@playwright/test";
import { saved } from "../support/saved.ts";
import { expect, test } from "../support/test.ts";
import { THREE_TRACES } from "../support/traces.ts";

/** Chooses an entry of the export menu and gives what the browser saves. */
async function exported(page: Page, entry: string): Promise<{ name: string; body: string }> {
  await page.getByRole("button", { name: "Export…" }).click();
  const { name, body } = await saved(page, () => page.getByRole("menuitem", { name: entry }).click());
  return { name, body: body.toString() };
}

test("what is exported opens again as the same", async ({ app, page }) => {
  await app.start();
  await app.open({ name: "three.json", body: THREE_TRACES });
  await expect(app.traceRows).toHaveCount(3);
  const rows = await app.traceRows.allTextContents();
  const file = await exported(page, "Everything open as OTLP/JSON");
  expect(file.name).toBe("traces.json");
  await page.reload();
  await app.ready();
  await app.open(file);
  await expect(app.traceRows).toHaveCount(3);
  expect(await app.traceRows.allTextContents()).toEqual(rows);
});

test("one trace, and a table without [object Object]", async ({ app, page }) => {
  await app.start();
  await app.open({ name: "three.json", body: THREE_TRACES });
  await app.openTrace(0);
  const one = JSON.parse((await exported(page, "This trace as OTLP/JSON")).body);
  const ids = new Set<string>();
  for (const resource of one.resourceSpans)
    for (const scope of resource.scopeSpans) for (const span of scope.spans) ids.add(span.traceId);
  expect(ids.size).toBe(1);
  const table = await exported(page, "This trace as CSV");
  expect(table.name).toMatch(/^trace-[0-9a-f]{32}\.csv$/);
  expect(table.body).toMatch(/^trace_id,span_id,/);
  expect(table.body).not.toContain("[object");
});
