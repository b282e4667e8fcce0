import type { Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";
import { clipboard } from "../support/clipboard.ts";
import { saved } from "../support/saved.ts";
import { otlp, traceId } from "../support/otlp.ts";
import { THREE_TRACES } from "../support/traces.ts";

async function share(page: Page, item: string | RegExp) {
  await page.getByRole("button", { name: "Share…" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("a copied link brings the view back", async ({ app, page, site }) => {
  site.add("given/shop.json", THREE_TRACES);
  await app.start("#/traces?src=given/shop.json&q=checkout");
  await expect(app.traceRows).toHaveCount(1);
  const copied = await clipboard(page);
  await share(page, "Copy a link to this view");
  await expect(app.notices).toContainText("brings this view back");
  const link = await copied();
  await page.goto("about:blank");
  await page.goto(link);
  await expect(app.traceRows).toHaveCount(1);
  await expect(app.search).toHaveValue("checkout");
});

test("a link tells which dropped files it does not bring back", async ({ app, page }) => {
  await app.start();
  await app.open({ name: "shop.json", body: THREE_TRACES });
  await share(page, "Copy a link to this view");
  await expect(app.notices).toContainText("The data of shop.json is not in it");
});

test("a trace is copied as OTLP/JSON and as Markdown, a span as its id", async ({ app, page }) => {
  await app.start();
  await app.open({ name: "shop.json", body: THREE_TRACES });
  await app.openTrace(0);
  const copied = await clipboard(page);
  await share(page, "Copy a summary as Markdown");
  await expect(app.notices).toContainText("as Markdown");
  const summary = await copied();
  expect(summary).toContain("**web POST /checkout: 1.2 s**");
  expect(summary).toContain("11 spans, 4 services, 3 errors");
  expect(summary).toContain(page.url());
  await share(page, "Copy the trace as OTLP/JSON");
  await expect(app.notices).toContainText("as OTLP/JSON");
  const { resourceSpans } = JSON.parse(await copied());
  expect(resourceSpans.length).toBe(4);
  await app.spanRows.nth(1).click();
  await expect(app.detail).toBeVisible();
  await share(page, "Copy the span id");
  await expect(app.notices).toContainText("The span id was copied");
  const spanId = await copied();
  await expect(page).toHaveURL(new RegExp(`span=${spanId}`));
});

test("the clipboard is asked for while the click is handled", async ({ app, page }) => {
  // Safari refuses it later. What the page gives it is read here, without asking the person.
  await page.addInitScript(() => {
    // Nothing is copied from the empty page before.
    if (!navigator.clipboard) return;
    const asked: { during: string | undefined; text: Promise<string> }[] = [];
    const hear = (text: Promise<string>) => {
      asked.push({ during: window.event?.type, text });
      return text.then(() => undefined);
    };
    Object.assign(window, { asked });
    navigator.clipboard.writeText = (text) => hear(Promise.resolve(text));
    navigator.clipboard.write = ([item]) => hear(item!.getType("text/plain").then((blob) => blob.text()));
  });
  await app.start();
  await app.open({ name: "shop.json", body: THREE_TRACES });
  await app.openTrace(0);
  const address = page.url();
  const told: { during: string | undefined; text: string }[] = [];
  for (const [item, sentence] of [
    ["Copy a summary as Markdown", "as Markdown"],
    ["Copy the trace as OTLP/JSON", "as OTLP/JSON"],
    ["Copy the trace id", "The trace id was copied"],
    ["Copy a link to this view", "The link was copied"],
  ] as const) {
    await share(page, item);
    await expect(app.notices).toContainText(sentence);
    told.push(
      await page.evaluate(async () => {
        const { asked } = window as unknown as { asked: { during: string | undefined; text: Promise<string> }[] };
        const { during, text } = asked.at(-1)!;
        return { during, text: await text };
      }),
    );
  }
  expect(told.map(({ during }) => during)).toEqual(["click", "click", "click", "click"]);
  const [summary, trace, id, link] = told.map(({ text }) => text);
  expect(summary).toContain(`${address}\n`);
  expect(JSON.parse(trace!).resourceSpans.length).toBe(4);
  expect(address).toContain(id);
  expect(link).toBe(address);
});

/** A picture as pixels: its size, its colours, how many there are of the commonest. */
async function pixels(page: Page, png: Buffer) {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d")!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const counts = new Map<string, number>();
    for (let at = 0; at < data.length; at += 4) {
      const colour = `${data[at]},${data[at + 1]},${data[at + 2]}`;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    return { width: image.width, height: image.height, counts: Object.fromEntries(counts) };
  }, png.toString("base64"));
}

const picture = (page: Page, item: string) => saved(page, () => share(page, item));

/** A trace whose details do not fit the pane. */
const WIDE = otlp([
  {
    service: "web",
    name: "GET /wide",
    from: 0,
    to: 90,
    attributes: Object.fromEntries(Array.from({ length: 40 }, (_, nth) => [`part.${String(nth).padStart(2, "0")}`, `value-${nth}-end`])),
  },
]);

test("where a browser gives no pixels away, a picture still says only what is seen", async ({ app, page }) => {
  // As Safari does with a picture that is made of elements.
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.toBlob = () => {
      throw new DOMException("The canvas is tainted", "SecurityError");
    };
  });
  await app.start();
  await app.open({ name: "wide.json", body: WIDE });
  await app.spanRows.first().click();
  await expect(app.detail).toContainText("value-0-end");
  const seen = await picture(page, "Picture of this view");
  expect(seen.name).toMatch(/\.svg$/);
  const told = await page.evaluate((svg) => {
    const read = new DOMParser().parseFromString(svg, "image/svg+xml");
    read.querySelectorAll("style").forEach((style) => style.remove());
    return {
      text: read.documentElement.textContent ?? "",
      saying: read.querySelectorAll("[title], [aria-label], title, desc, a[href], script").length,
      faults: read.querySelectorAll("parsererror").length,
    };
  }, seen.body.toString());
  expect(told).toMatchObject({ saying: 0, faults: 0 });
  expect(told.text).toContain("GET /wide");
  expect(told.text).toContain("value-0-end");
  // The menus are closed, and the pane has to be scrolled for the rest.
  expect(told.text).not.toContain("Link it to another tool");
  expect(told.text).not.toContain("value-39-end");
  await app.detail.getByText("value-39-end").scrollIntoViewIfNeeded();
  const scrolled = (await picture(page, "Picture of this view")).body.toString();
  expect(scrolled).toContain("value-39-end");
  expect(scrolled).not.toContain("value-0-end");
});

test("a picture has what is typed and chosen", async ({ app, page }) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.toBlob = () => {
      throw new DOMException("The canvas is tainted", "SecurityError");
    };
  });
  await app.start();
  await app.open({ name: "shop.json", body: THREE_TRACES });
  await page.keyboard.press("Shift+e");
  const form = page.getByRole("main");
  await form.getByLabel("Address", { exact: true }).fill("/tempo");
  await form.getByLabel("Kind").selectOption("jaeger");
  const { body } = await picture(page, "Picture of this view");
  const told = await page.evaluate((svg) => {
    const read = new DOMParser().parseFromString(svg, "image/svg+xml");
    return {
      typed: [...read.querySelectorAll("input")].map((input) => input.getAttribute("value")),
      chosen: [...read.querySelectorAll("option[selected]")].map((option) => option.getAttribute("value")),
    };
  }, body.toString());
  expect(told.typed).toContain("/tempo");
  expect(told.chosen).toEqual(["jaeger"]);
});

for (const theme of ["light", "dark"]) {
  test(`the waterfall becomes a picture as it is seen, ${theme}`, async ({ app, page, site }) => {
    site.add("given/shop.json", THREE_TRACES);
    await app.start(`#/traces?src=given/shop.json&theme=${theme}`);
    await app.openTrace(0);
    await expect(app.spanRows).toHaveCount(6);
    const { name, body } = await picture(page, "Picture of the waterfall");
    expect(name).toMatch(/^trace-[0-9a-f]{8}-waterfall\.png$/);
    const panel = (await page.locator(".trace-panel").boundingBox())!;
    const drawn = await pixels(page, body);
    expect(Math.abs(drawn.width - panel.width * 2)).toBeLessThan(4);
    expect(Math.abs(drawn.height - panel.height * 2)).toBeLessThan(4);
    // What is seen on the screen in a colour of its own is in the picture about as often.
    const shot = await pixels(page, await page.locator(".trace-panel").screenshot({ scale: "css" }));
    const bar = await app.spanRows.nth(1).locator(".bar").evaluate((bar) => getComputedStyle(bar).getPropertyValue("--swatch"));
    const rgb = await page.evaluate((colour) => {
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.color = colour;
      const rgb = getComputedStyle(probe).color.match(/\d+/g)!.slice(0, 3).join(",");
      probe.remove();
      return rgb;
    }, bar);
    const [seen, kept] = [shot.counts[rgb] ?? 0, (drawn.counts[rgb] ?? 0) / 4];
    expect(seen).toBeGreaterThan(100);
    expect(kept / seen).toBeGreaterThan(0.7);
    expect(kept / seen).toBeLessThan(1.3);
  });
}

test("every view and its parts become pictures", async ({ app, page, site }) => {
  site.add("given/shop.json", THREE_TRACES);
  await app.start("#/traces?src=given/shop.json");
  await expect(app.traceRows).toHaveCount(3);
  const names = [(await picture(page, "Picture of this view")).name];
  await page.keyboard.press("Shift+s");
  await expect(page.getByRole("option").first()).toBeVisible();
  const graph = await picture(page, "Picture of the graph");
  expect(Object.keys((await pixels(page, graph.body)).counts).length).toBeGreaterThan(20);
  names.push(graph.name);
  await app.page.keyboard.press("Shift+t");
  await app.openTrace(0);
  await page.keyboard.press("2");
  await expect(app.flame).toBeVisible();
  const flame = await picture(page, "Picture of the flame graph");
  expect(Object.keys((await pixels(page, flame.body)).counts).length).toBeGreaterThan(20);
  names.push(flame.name);
  expect(names).toEqual(["traces.png", "services-graph.png", expect.stringMatching(/^trace-.{8}-flame-graph\.png$/)]);
});

test("paper is white and has no chrome", async ({ app, page, site, browserName }) => {
  test.skip(browserName !== "chromium", "stock Firefox cannot be told that a page is printed");
  site.add("given/shop.json", THREE_TRACES);
  await app.start("#/traces?src=given/shop.json&theme=dark");
  await app.openTrace(0);
  await app.spanRows.nth(1).click();
  await expect(app.detail).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.getByRole("button", { name: "Export…" })).toBeHidden();
  await expect(app.spanRows.first()).toBeVisible();
  await expect(app.detail).toBeVisible();
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(ground).toBe("rgb(255, 255, 255)");
});

/** What is drawn pixel by pixel. */
const drawn = (page: Page) => page.evaluate(() => document.querySelector<HTMLCanvasElement>("main canvas")!.toDataURL());

for (const [what, view] of [
  ["the overview", `trace/${traceId(0)}`],
  ["the heatmap", "latency"],
] as const) {
  test(`what is drawn pixel by pixel is light on paper and dark again, ${what}`, async ({ app, page, site, browserName }) => {
    site.add("given/shop.json", THREE_TRACES);
    const start = async (theme: string) => {
      await app.start(`#/${view}?src=given/shop.json&theme=${theme}`);
      await expect(page.locator("main canvas")).toBeVisible();
      // It is drawn once its size is known, and again when that changes.
      let before = "";
      await expect.poll(async () => {
        const is = before === (before = await drawn(page));
        return is && before.length > 1000;
      }).toBe(true);
      return before;
    };
    const light = await start("light");
    await page.goto("about:blank");
    const dark = await start("dark");
    expect(dark).not.toBe(light);
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    await expect.poll(() => drawn(page)).toBe(light);
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    await expect.poll(() => drawn(page)).toBe(dark);
    if (browserName !== "chromium") return;
    // The browser itself says it before it draws the paper.
    await page.evaluate(() => {
      window.addEventListener("beforeprint", () => {
        Object.assign(window, { printed: document.querySelector<HTMLCanvasElement>("main canvas")!.toDataURL() });
      });
    });
    await page.pdf();
    expect(await page.evaluate(() => (window as unknown as { printed: string }).printed)).toBe(light);
    await expect.poll(() => drawn(page)).toBe(dark);
  });
}

test("printing waits until everything is light", async ({ app, page, site }) => {
  site.add("given/shop.json", THREE_TRACES);
  await page.addInitScript(() => {
    window.print = () => Object.assign(window, { printed: document.documentElement.dataset["theme"] });
  });
  await app.start("#/traces?src=given/shop.json&theme=dark");
  await app.openTrace(0);
  await share(page, "Print…");
  await expect.poll(() => page.evaluate(() => (window as unknown as { printed?: string }).printed)).toBe("light");
  // A browser that did not print says nothing more.
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
