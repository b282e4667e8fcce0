import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";

/** A file that the page has saved. */
export interface Saved {
  name: string;
  body: Buffer;
}

/** What the page saves after something was done. Firefox's driver tells of no downloads, so the page is watched there. */
export async function saved(page: Page, act: () => Promise<unknown>): Promise<Saved> {
  if (page.context().browser()?.browserType().name() !== "chromium") return watched(page, act);
  const download = page.waitForEvent("download");
  await act();
  const file = await download;
  return { name: file.suggestedFilename(), body: readFileSync(await file.path()) };
}

async function watched(page: Page, act: () => Promise<unknown>): Promise<Saved> {
  const told = await page.evaluateHandle(() => {
    const [make, click] = [URL.createObjectURL, HTMLAnchorElement.prototype.click];
    let last = new Blob();
    URL.createObjectURL = (blob: Blob) => {
      last = blob;
      return make.call(URL, blob);
    };
    const clicked = new Promise<{ name: string; blob: Blob }>((resolve) => {
      HTMLAnchorElement.prototype.click = function () {
        if (!this.download) return click.call(this);
        [URL.createObjectURL, HTMLAnchorElement.prototype.click] = [make, click];
        resolve({ name: this.download, blob: last });
      };
    });
    return { clicked };
  });
  await act();
  const { name, base64 } = await told.evaluate(async ({ clicked }) => {
    const { name, blob } = await clicked;
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let letters = "";
    for (const byte of bytes) letters += String.fromCharCode(byte);
    return { name, base64: btoa(letters) };
  });
  return { name, body: Buffer.from(base64, "base64") };
}
