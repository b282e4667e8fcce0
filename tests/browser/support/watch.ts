import type { BrowserContext } from "@playwright/test";

/** What a page must never do, seen from outside: errors, and requests to hosts that are not the test's own. */
export class Watch {
  private readonly faults: string[] = [];
  private readonly allowed: RegExp[] = [];

  constructor(context: BrowserContext, origins: string[]) {
    const isOurs = (url: string) =>
      ["data:", "blob:", "about:"].some((scheme) => url.startsWith(scheme)) ||
      origins.some((origin) => url === origin || url.startsWith(`${origin}/`));
    context.on("request", (request) => {
      if (!isOurs(request.url())) this.faults.push(`request to another host: ${request.url()}`);
    });
    context.on("console", (message) => {
      if (message.type() === "error") this.faults.push(`console error: ${message.text()}`);
    });
    // Firefox tells that a message did not reach a window of another origin, as it is meant to.
    this.allow(/^uncaught: The target origin provided .* does not match the recipient/);
    // And of what it calls off itself when a page is left.
    this.allow(/^uncaught: The operation was aborted\. $/);
    context.on("weberror", (error) => this.faults.push(`uncaught: ${error.error().message}`));
    context.on("page", (page) => page.on("crash", () => this.faults.push("the page crashed")));
  }

  /** A fault that the test brings about on purpose, such as the browser's word on an address that answers 404. */
  allow(fault: RegExp) {
    this.allowed.push(fault);
  }

  /** What was seen and not allowed. */
  seen(): string[] {
    return this.faults.filter((fault) => !this.allowed.some((pattern) => pattern.test(fault)));
  }
}
