import type { FrameLocator, Page } from "@playwright/test";
import type { View } from "../../../public/embed.d.ts";
import type { Site } from "./site.ts";

declare global {
  interface Window {
    /** The connection that a test's host page has made. */
    view: View;
    /** What the viewer said unasked, in its order. */
    heard: { type: string }[];
  }
}

interface Options {
  /** The link of the viewer. */
  hash?: string;
  /** Of the frame, with `allow-scripts`. */
  sandbox?: boolean;
}

/** A page of another origin that shows the viewer in a frame and is connected with it. */
export class Host {
  readonly page: Page;
  readonly frame: FrameLocator;

  private constructor(page: Page) {
    this.page = page;
    this.frame = page.frameLocator("iframe");
  }

  static async open(page: Page, viewer: Site, host: Site, { hash = "#/open?embed=1", sandbox = false }: Options = {}) {
    const attributes = sandbox ? 'sandbox="allow-scripts"' : "";
    const html = `<!doctype html><link rel="icon" href="data:,"><title>Host</title>
      <iframe ${attributes} src="${viewer.origin}/index.html${hash}" width="1000" height="600"></iframe>`;
    await page.goto(host.add("host.html", html));
    await page.evaluate(async (module) => {
      const { connect } = await import(module);
      const frame = document.querySelector("iframe")!;
      window.heard = [];
      window.addEventListener("message", (event) => {
        if (event.source === frame.contentWindow && event.data.type !== "reply") window.heard.push(event.data);
      });
      window.view = await connect(frame);
    }, `${viewer.origin}/embed.js`);
    return new Host(page);
  }

  /** Rows of the list of traces. */
  get rows() {
    const grid = this.frame.getByRole("grid", { name: "Traces" });
    return grid.getByRole("row").filter({ has: this.frame.getByRole("link") });
  }

  /** What the viewer said unasked of this kind. */
  heard(type: string) {
    return this.page.evaluate((type) => window.heard.filter((message) => message.type === type), type);
  }

  /** The viewer gets text to open. */
  load(text: string, options: { name?: string; append?: boolean } = {}) {
    return this.page.evaluate(([text, options]) => window.view.load(text, options), [text, options] as const);
  }
}
