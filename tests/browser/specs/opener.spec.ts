import type { Page } from "@playwright/test";
import { App } from "../support/app.ts";
import { startBackend } from "../support/backend.ts";
import { traceId } from "../support/otlp.ts";
import { startSite } from "../support/site.ts";
import { smallTempo } from "../support/tempo.ts";
import { expect, test } from "../support/test.ts";
import { ONE_TRACE } from "../support/traces.ts";

/** Everything that can be asked, and is answered with data. */
const ASKED = [
  { type: "summary" },
  { type: "answer", traceId: traceId(0) },
  { type: "services" },
  { type: "latency" },
  { type: "findings" },
  { type: "compare", slow: "p95..", fast: "..p50" },
  { type: "spans", q: "" },
  { type: "traces", q: "" },
  { type: "query", q: "{ status = error }" },
];

/** Asks for all of it; gives the codes of the answers. */
const ask = (page: Page, origin: string) =>
  page.evaluate(
    ([asked, origin]) => {
      const { viewer } = window as unknown as { viewer: Window };
      const one = (message: object, id: string) =>
        new Promise<string>((resolve) => {
          window.addEventListener("message", function hear({ data }) {
            if (data.type !== "reply" || data.id !== id) return;
            window.removeEventListener("message", hear);
            resolve(data.ok ? `told ${JSON.stringify(data.result)}` : data.error.code);
          });
          viewer.postMessage({ source: "spanscope", v: 1, id, ...message }, origin);
        });
      return Promise.all(asked.map((message, nth) => one(message, `${Math.random()}-${nth}`)));
    },
    [ASKED, origin] as const,
  );

for (const way of ["a window that it opens", "a frame"]) {
  test(`a page that names itself in the link learns nothing by ${way}`, async ({ page, context, otherSite, watch }, info) => {
    // A viewer of one host with files that were kept and an endpoint that asks no question.
    const site = await startSite();
    const tempo = await startBackend({ cors: null });
    watch.allow(new RegExp(site.origin));
    smallTempo(tempo, 3);
    site.proxy("/tempo", tempo.origin);
    const own = new App(await context.newPage(), site.origin, info.outputPath());
    await own.start();
    await own.open({ name: "mail.json", body: ONE_TRACE });
    await own.chips.click();
    await own.page.getByRole("button", { name: "Keep for the next visit" }).click();
    await expect(own.page.locator("#files .kept")).toContainText("1 file,");

    const link = `${site.origin}/index.html#/store?endpoint=/tempo&kind=tempo&origin=${encodeURIComponent(otherSite.origin)}`;
    await page.goto(otherSite.add("evil.html", '<!doctype html><link rel="icon" href="data:,"><title>Evil</title><body>'));
    await page.evaluate(() => {
      window.heard = [];
      window.addEventListener("message", (event) => window.heard.push(event.data));
    });
    const isWindow = way.includes("window");
    const opened = isWindow ? context.waitForEvent("page") : undefined;
    await page.evaluate(
      ([link, isWindow]) => {
        const frame = document.createElement("iframe");
        frame.src = link;
        frame.width = "1000";
        frame.height = "700";
        if (!isWindow) document.body.append(frame);
        Object.assign(window, { viewer: isWindow ? window.open(link) : frame.contentWindow });
      },
      [link, isWindow] as const,
    );
    const viewer = (await opened)?.mainFrame() ?? page.frames().find((frame) => frame !== page.mainFrame())!;
    await expect(viewer.locator("html[data-ready='true']:not([data-busy])")).toBeAttached();
    // The person at it looks at what the store has; what was kept is not there.
    const links = viewer.getByRole("grid", { name: "Traces in the store" }).getByRole("link");
    await expect(links.first()).toBeVisible();
    await expect(viewer.locator("button.file-chips")).toBeHidden();
    await links.first().click();
    const waterfall = viewer.getByRole("treegrid", { name: "Waterfall" });
    await waterfall.locator("[role=row][aria-level]").first().click();
    await expect(viewer.getByRole("complementary", { name: "Span details" })).toBeVisible();

    expect(await ask(page, site.origin)).toEqual(ASKED.map(() => "not_allowed"));
    const heard = await page.evaluate(() => window.heard.filter((message) => message.type !== "reply"));
    expect(heard).toContainEqual(expect.objectContaining({ type: "ready" }));
    const text = JSON.stringify(heard);
    for (const secret of [traceId(0), traceId(1), traceId(2), "GET /cart", "mail", "letter"]) expect(text).not.toContain(secret);
    expect(heard.filter(({ type }) => ["loaded", "selection"].includes(type))).toEqual([]);
    await site.close();
    await tempo.close();
  });
}
