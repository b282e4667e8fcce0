import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";

/** A file to give to the page. */
export interface GivenFile {
  name: string;
  body: string | Buffer;
}

/** The page as a person meets it: what is on it by role and name, and what can be done with it. */
export class App {
  readonly page: Page;
  /** Where the page lies, without a slash at the end. */
  readonly base: string;
  /** Where files are written that are dropped. */
  readonly folder: string;

  /** Files that are dropped by what is in them are written into `folder` first. */
  constructor(page: Page, base: string, folder = tmpdir()) {
    this.page = page;
    this.base = base;
    this.folder = folder;
  }

  /** Goes to an address of the page, such as `#/traces`, and waits for the engine. */
  async start(fragment = "") {
    await this.page.goto(`${this.base}/index.html${fragment}`);
    await this.ready();
  }

  /** The engine has said that it is ready, and nothing is being read. */
  async ready() {
    await expect(this.page.locator("html[data-ready='true']:not([data-busy])")).toBeAttached();
  }

  /** Drops files onto the middle of the window, as the browser does it for a person. */
  async drop(...files: GivenFile[]) {
    if (!this.isChromium) return this.dropByScript(files);
    await this.dropPaths(
      files.map((file) => {
        const path = join(this.folder, file.name);
        writeFileSync(path, file.body);
        return path;
      }),
    );
  }

  /** The same with files of this machine. Where a browser cannot be told to drop them they are chosen. */
  async dropPaths(paths: string[]) {
    if (!this.isChromium) return this.page.locator("input[type=file]").first().setInputFiles(paths);
    const size = this.page.viewportSize() ?? { width: 0, height: 0 };
    const session = await this.page.context().newCDPSession(this.page);
    for (const type of ["dragEnter", "dragOver", "drop"] as const) {
      await session.send("Input.dispatchDragEvent", {
        type,
        x: size.width / 2,
        y: size.height / 2,
        data: { items: [], files: paths, dragOperationsMask: 1 },
      });
    }
    await session.detach();
  }

  private get isChromium(): boolean {
    return this.page.context().browser()?.browserType().name() === "chromium";
  }

  /** Only Chromium can be told to drop files as a person does; in others the page is told of it. */
  private async dropByScript(files: GivenFile[]) {
    const given = files.map(({ name, body }) => ({ name, base64: Buffer.from(body).toString("base64") }));
    await this.page.evaluate((given) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name));
      }
      for (const type of ["dragenter", "dragover", "drop"]) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
      }
    }, given);
  }

  /** Drops files beside what is open and waits until they are read. */
  async open(...files: GivenFile[]) {
    const isAsked = await this.chips.isVisible();
    await this.drop(...files);
    if (isAsked) await this.page.getByRole("region", { name: "Add or replace" }).getByRole("button", { name: "Add" }).click();
    await expect(this.chips).toBeVisible();
    await this.ready();
  }

  /** Opens the nth trace of the list, from 0. */
  async openTrace(nth: number) {
    await this.traceRows.nth(nth).getByRole("link").first().click();
    await expect(this.spanRows.first()).toBeVisible();
  }

  /** The button in the middle of the open view; the top bar has one too. */
  get openFiles(): Locator {
    return this.page.getByRole("main").getByRole("button", { name: "Open files…" });
  }

  /** The button that names the files. */
  get chips(): Locator {
    return this.page.locator("button.file-chips");
  }

  /** What is known of each file. */
  get files(): Locator {
    return this.page.locator("#files section");
  }

  /** The service and name of the trace that is open. */
  get traceHeading(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }

  get search(): Locator {
    return this.page.getByRole("banner").getByLabel("Search traces");
  }

  /** What can be typed next in the search. */
  get suggestions(): Locator {
    return this.page.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
  }

  /** What is wrong with the search. */
  get searchError(): Locator {
    return this.page.locator(".search-error");
  }

  /** The passage of the search that is wrong. */
  get wrong(): Locator {
    return this.page.locator(".search-paint .wrong");
  }

  /** The line above the list that counts. */
  get traceCount(): Locator {
    return this.page.locator(".list-bar [role=status]");
  }

  get traces(): Locator {
    return this.page.getByRole("grid", { name: "Traces" });
  }

  /** Rows of the list without its head. */
  get traceRows(): Locator {
    return this.traces.getByRole("row").filter({ has: this.page.getByRole("link") });
  }

  get waterfall(): Locator {
    return this.page.getByRole("treegrid", { name: "Waterfall" });
  }

  get spanRows(): Locator {
    return this.waterfall.locator("[role=row][aria-level]");
  }

  /** The rows that have what is looked for. */
  get hits(): Locator {
    return this.waterfall.locator("[role=row].hit");
  }

  /** The row that the keyboard is at; the treegrid names it by `aria-activedescendant`. */
  get currentSpan(): Locator {
    return this.waterfall.locator("[role=row].current");
  }

  /** The row whose details are shown. */
  get selectedSpan(): Locator {
    return this.waterfall.locator("[role=row][aria-selected=true]");
  }

  /** The tab of a way to show the trace. */
  tab(name: "Waterfall" | "Flame" | "Table" | "Log" | "Map"): Locator {
    return this.page.getByRole("tab", { name, exact: true });
  }

  get flame(): Locator {
    return this.page.getByRole("tree", { name: /^Flame graph/ });
  }

  /** The frame that the keyboard is at; its name tells what it is. */
  get currentFrame(): Locator {
    return this.flame.getByRole("treeitem");
  }

  get groups(): Locator {
    return this.page.getByRole("grid", { name: "Groups of spans" });
  }

  /** Rows of the table without its head. */
  get groupRows(): Locator {
    return this.groups.locator("[role=row][id^=group-]");
  }

  get find(): Locator {
    return this.page.getByRole("searchbox", { name: "Find in trace" });
  }

  get findCount(): Locator {
    return this.page.locator(".find-count");
  }

  get detail(): Locator {
    return this.page.getByRole("complementary", { name: "Span details" });
  }

  /** The dialog with all commands. */
  get palette(): Locator {
    return this.page.getByRole("dialog", { name: "Commands" });
  }

  /** The field in it, and what it lists. */
  get command(): Locator {
    return this.palette.getByRole("combobox");
  }

  get commands(): Locator {
    return this.palette.getByRole("option");
  }

  get help(): Locator {
    return this.page.getByRole("dialog", { name: "Keys and help" });
  }

  get notices(): Locator {
    return this.page.locator(".notices[role=status]");
  }

  get progress(): Locator {
    return this.page.getByRole("progressbar");
  }

  get themeSwitch(): Locator {
    return this.page.getByRole("button", { name: /^Theme:/ });
  }
}
