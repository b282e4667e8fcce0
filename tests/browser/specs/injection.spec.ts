import type { Page } from "@playwright/test";
import { saved } from "../support/saved.ts";
import { expect, test } from "../support/test.ts";

const EVIL = [
  '<img src=x onerror="window.hit=1">',
  "<script>window.hit=2</script>",
  '"><svg onload=window.hit=3>',
  "javascript:window.hit=4",
  "</style><iframe srcdoc='<script>parent.hit=5</script>'>",
  "{{constructor.constructor('window.hit=6')()}}\u0001\u202e",
];
const evil = (nth: number) => EVIL[nth % EVIL.length]!;
const value = (nth: number) => ({ stringValue: evil(nth) });

/** A file whose every string tries to become markup or script. */
function evilFile() {
  const span = (trace: number, id: number, parent: number, ms: number) => ({
    traceId: trace === 0 ? evil(0) : trace.toString(16).padStart(32, "a"),
    spanId: id === 9 ? evil(2) : id.toString(16).padStart(16, "b"),
    ...(parent > 0 && { parentSpanId: parent.toString(16).padStart(16, "b") }),
    traceState: evil(1),
    name: evil(id),
    kind: 3,
    startTimeUnixNano: "1767268800000000000",
    endTimeUnixNano: String(1767268800000000000n + BigInt(ms) * 1_000_000n),
    attributes: [
      { key: evil(id), value: value(id + 1) },
      { key: "session.id", value: value(3) },
      { key: "db.system.name", value: value(id) },
      { key: "db.query.text", value: value(1) },
      { key: "url.full", value: value(3) },
      { key: "peer.service", value: value(id + 2) },
      { key: "feature_flag.key", value: value(2) },
    ],
    status: { code: 2, message: evil(id + 3) },
    events: [
      {
        name: "exception",
        timeUnixNano: "1767268800000000001",
        attributes: [
          { key: "exception.type", value: value(0) },
          { key: "exception.message", value: value(1) },
          { key: "exception.stacktrace", value: value(2) },
        ],
      },
      { name: evil(0), timeUnixNano: "1767268800000000002", attributes: [{ key: evil(4), value: value(5) }] },
    ],
    links: [{ traceId: evil(3), spanId: evil(0), attributes: [{ key: evil(1), value: value(2) }] }],
  });
  const resource = (nth: number) => ({
    attributes: [
      { key: "service.name", value: value(nth) },
      { key: evil(nth), value: value(nth) },
    ],
  });
  return JSON.stringify({
    resourceSpans: [0, 1, 2].map((nth) => ({
      resource: resource(nth),
      scopeSpans: [
        {
          scope: { name: evil(nth), version: evil(nth + 1) },
          spans: [0, 1, 2].flatMap((trace) => [
            span(trace, nth * 3 + 1, nth * 3, 100 + trace * 200),
            span(trace, nth * 3 + 2, nth * 3 + 1, 50),
            span(trace, nth * 3 + 3, nth * 3 + 1, 40),
          ]),
        },
      ],
    })),
  });
}

/** Nothing ran, and nothing is there that the page does not make itself. */
async function unharmed(page: Page, where: string) {
  const found = await page.evaluate(() => ({
    hit: (window as unknown as { hit?: number }).hit ?? 0,
    foreign: document.querySelectorAll("body img, body iframe, body script, body style, body object, [onerror], [onload]").length,
    links: [...document.querySelectorAll("a[href]")]
      .map((link) => link.getAttribute("href")!)
      // The page's own, and those of the template that was set; no address out of the file is followed.
      .filter((href) => !/^(#|https:\/\/a\.example\/)/.test(href)),
  }));
  expect(found, where).toEqual({ hit: 0, foreign: 0, links: [] });
}

test("whatever a file says is text, in every view", async ({ app, page }) => {
  test.setTimeout(90_000);
  await page.route("**/config.json", (route) =>
    route.fulfill({ json: { links: [{ attribute: "session.id", label: "Replay", address: "https://a.example/{value}" }] } }),
  );
  const name = '<img src=x onerror="window.hit=7">.json';
  await app.start();
  await app.open({ name: name.replaceAll("/", ""), body: evilFile() });
  await expect(app.traceRows.first()).toBeVisible();
  await expect(app.traces).toContainText("window.hit");
  await unharmed(page, "the list");
  await app.chips.click();
  await expect(page.locator("#files")).toContainText("onerror");
  await unharmed(page, "the files");
  await page.keyboard.press("Escape");
  await app.search.fill("hit");
  await page.keyboard.press("Enter");
  await unharmed(page, "a search");
  await app.search.fill("");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Export…" }).click();
  await unharmed(page, "the export menu");
  await page.keyboard.press("Escape");
  for (const view of ["services", "latency", "latency?by=operation", "compare", "findings", "services?by=calls", "traces?by=name", "traces?cols=root,.session.id"]) {
    await page.evaluate((hash) => (location.hash = hash), `#/${view}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("main")).toContainText("hit");
    await unharmed(page, view);
  }
  await page.evaluate(() => (location.hash = "#/traces"));
  for (let nth = 0; nth < 3; nth += 1) {
    await app.openTrace(nth);
    for (const tab of ["2", "3", "4", "5", "1"]) {
      await page.keyboard.press(tab);
      await unharmed(page, `tab ${tab} of trace ${nth}`);
    }
    await app.spanRows.first().click();
    await expect(app.detail).toContainText("session.id");
    await expect(app.detail.getByRole("link", { name: "Replay" }).first()).toHaveAttribute(
      "href",
      "https://a.example/javascript%3Awindow.hit%3D4",
    );
    await unharmed(page, `details in trace ${nth}`);
    await page.keyboard.press("Control+k");
    await app.command.fill("hit");
    await unharmed(page, "the palette");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Share…" }).click();
    await unharmed(page, "the share menu");
    // A picture copies elements; what is in it is still text.
    const { name } = await saved(page, () => page.getByRole("menuitem", { name: "Picture of this view" }).click());
    expect(name).toMatch(/\.png$/);
    await unharmed(page, "a picture");
    await page.keyboard.press("Shift+t");
    await expect(app.traceRows.first()).toBeVisible();
  }
});
