// What must work in Safari's engine: open a file, read a waterfall, search, compare, a picture, a message from a host.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSite } from "../support/site.ts";
import { THREE_TRACES } from "../support/traces.ts";
import { Driver } from "./driver.ts";

const binary = process.env["MINIBROWSER"];
if (!binary) throw new Error("$MINIBROWSER is not set; run this through `cargo xtask test webkit`");

const READY = "document.querySelector('html[data-ready=true]:not([data-busy])')";
const [site, hostSite] = [await startSite(), await startSite()];
const given = mkdtempSync(join(tmpdir(), "spanscope-"));
const file = join(given, "shop.json");
writeFileSync(file, THREE_TRACES);
site.add("given/shop.json", THREE_TRACES);
const driver = await Driver.start(binary);
const text = (selector: string) => driver.run<string>(`return document.querySelector(${JSON.stringify(selector)}).textContent;`);
const rows = (count: number) => driver.until(`document.querySelectorAll(".list-row a").length >= ${count} && document.querySelectorAll(".list-row:not(.away) .cell-root a").length === ${count}`);

/** The tests, in their order; each goes on where the one before has ended. */
const TESTS: [string, () => Promise<void>][] = [
  [
    "a file is opened",
    async () => {
      await driver.go(`${site.origin}/index.html`);
      await driver.until(READY);
      await driver.type("input[type=file]", file);
      await rows(3);
    },
  ],
  [
    "a waterfall is read",
    async () => {
      await driver.run("document.querySelector('.list-row .cell-root a').click();");
      await driver.until("document.querySelectorAll('[aria-label=Waterfall] [aria-level]:not(.away)').length === 6");
      expect(await text("[aria-label=Waterfall]"), "Authorise");
      await driver.run("document.querySelectorAll('[aria-label=Waterfall] [aria-level]')[1].click();");
      await driver.until("document.querySelector('aside.detail .attribute')");
    },
  ],
  [
    "what is seen becomes a picture",
    async () => {
      // What is saved is an address that the page makes for it.
      await driver.run(
        `window.saved = [];
         const make = URL.createObjectURL.bind(URL);
         URL.createObjectURL = (blob) => (window.saved.push(blob), make(blob));
         document.querySelector("[aria-label='Share…']").click();`,
      );
      await driver.until("document.querySelector('#share-menu:popover-open [role=menuitem]')");
      await driver.run("[...document.querySelectorAll('#share-menu [role=menuitem]')].find((item) => item.textContent === 'Picture of this view').click();");
      await driver.until("window.saved.some((blob) => blob.type.startsWith('image/'))");
      const told = await driver.run<{ type: string; text: string }>(
        `const [blob] = window.saved.filter((blob) => blob.type.startsWith("image/"));
         return { type: blob.type, text: blob.type === "image/svg+xml" ? await blob.text() : "" };`,
      );
      // This engine gives away no pixels of a picture that was made of elements: what is saved is their text.
      if (told.type === "image/svg+xml") expect(told.text, "Authorise");
      else expect(told.type, "image/png");
    },
  ],
  [
    "a search finds",
    async () => {
      await driver.go(`${site.origin}/index.html#/traces?src=given/shop.json`);
      await driver.until(READY);
      await driver.run("location.hash = '#/traces?src=given/shop.json&q=' + encodeURIComponent('{ status = error }');");
      await rows(1);
    },
  ],
  [
    "slow traces are compared with fast ones",
    async () => {
      await driver.run(
        "location.hash = '#/compare?src=given/shop.json&slow=' + encodeURIComponent('{ status = error }') + '&fast=' + encodeURIComponent('{ name =~ \"GET.*\" }');",
      );
      await driver.until("document.querySelector('.compare-gap')");
      expect(await text(".compare-sentence"), "Slow requests take 1.03 s longer");
    },
  ],
  [
    "a host loads by message and is answered",
    async () => {
      const html = `<!doctype html><title>Host</title><iframe src="${site.origin}/index.html#/open?embed=1" width="900" height="600"></iframe>`;
      await driver.go(hostSite.add("host.html", html));
      const told = await driver.run<{ traces: number; left: number; matched: number }>(
        `const [module, text] = args;
         const { connect } = await import(module);
         const view = await connect(document.querySelector("iframe"));
         const bytes = new TextEncoder().encode(text);
         const loading = view.load(bytes.buffer, { name: "shop.json" });
         const left = bytes.buffer.byteLength;
         const { traces } = await loading;
         const { matched_traces } = await view.query("{ status = error }");
         view.close();
         return { left, traces, matched: matched_traces };`,
        `${site.origin}/embed.js`,
        THREE_TRACES,
      );
      expect(JSON.stringify(told), '{"left":0,"traces":3,"matched":1}');
    },
  ],
];

let [passed, failed] = [0, 0];
for (const [name, test] of TESTS) {
  try {
    await test();
    passed += 1;
    console.log(`ok: ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`failed: ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
await driver.close();
await Promise.all([site.close(), hostSite.close()]);
rmSync(given, { recursive: true });
console.log(`browser tests: ${passed} passed, ${failed} failed, 0 skipped`);
if (failed > 0) process.exitCode = 1;

function expect(text: string, part: string) {
  if (!text.includes(part)) throw new Error(`“${part}” is not in “${text.slice(0, 400)}”`);
}
