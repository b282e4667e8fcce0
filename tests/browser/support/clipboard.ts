import type { Page } from "@playwright/test";

/** Gives what the page copies from now on. Firefox asks the person before a page reads the clipboard, so there it is heard what the page writes. */
export async function clipboard(page: Page): Promise<() => Promise<string>> {
  if (page.context().browser()?.browserType().name() === "chromium") {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    return () => page.evaluate(() => navigator.clipboard.readText());
  }
  const heard = await page.evaluateHandle(() => {
    const own = navigator.clipboard;
    const [write, writeText] = [own.write, own.writeText];
    const heard = { text: Promise.resolve("") };
    own.writeText = (text) => {
      heard.text = Promise.resolve(text);
      return writeText.call(own, text);
    };
    own.write = (items) => {
      heard.text = items[0]!.getType("text/plain").then((blob) => blob.text());
      return write.call(own, items);
    };
    return heard;
  });
  return () => heard.evaluate(({ text }) => text);
}
