// What the page hands out, and what is set beside it.
import { THREE_TRACES } from "../support/traces.ts";
import { expect, sampleTrace, sampleTraces, type Stage } from "./stage.ts";

export const SHARING_VIEWS: Record<string, (stage: Stage) => Promise<void>> = {
  async "attribute-links"({ app, page, site }) {
    await page.route("**/config.json", (route) =>
      route.fulfill({
        json: {
          links: [
            { attribute: "user.id", label: "Person in PostHog", address: "https://eu.posthog.com/project/1/person/{value}" },
            { attribute: "user.id", label: "Tickets", address: "https://tickets.example/?customer={value}" },
            { attribute: "trace_id", label: "Errors", address: "https://errors.example/?q=trace:{value}" },
          ],
        },
      }),
    );
    site.add("given/shop.json", THREE_TRACES);
    await app.start("#/traces?src=given/shop.json");
    await app.openTrace(0);
    await app.spanRows.filter({ hasText: "Authorise" }).click();
    await expect(app.detail.getByRole("link", { name: "Tickets" })).toBeVisible();
  },

  async "links-dialog"(stage) {
    const { app, page } = stage;
    await page.route("**/config.json", (route) =>
      route.fulfill({
        json: { links: [{ attribute: "k8s.pod.name", label: "Logs", address: "https://logs.example/{k8s.namespace.name}/{value}?from={start_ms}" }] },
      }),
    );
    await sampleTraces(stage);
    await page.keyboard.press("Control+k");
    await app.command.fill("links from attributes");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Links from attributes" });
    const add = async (attribute: string, label: string, address: string) => {
      await dialog.getByLabel("Attribute").fill(attribute);
      await dialog.getByLabel("Name of the link").fill(label);
      await dialog.getByLabel("Where it leads").fill(address);
      await dialog.getByRole("button", { name: "Add" }).click();
    };
    await add("session.id", "Replay in PostHog", "https://eu.posthog.com/project/1/replay/{value}");
    await add("trace_id", "", "https://errors.example/?q=trace:{value}");
    await add("session.id", "Bad", "javascript:alert({value})");
    await expect(dialog.getByRole("alert")).toContainText("does not begin");
  },

  async "share-menu"(stage) {
    await sampleTrace(stage);
    await stage.app.spanRows.nth(1).click();
    await stage.page.getByRole("button", { name: "Share…" }).click();
    await expect(stage.page.getByRole("menuitem", { name: "Copy the span id" })).toBeVisible();
  },

  async "config-wrong"({ app, page }) {
    await page.route("**/config.json", (route) => route.fulfill({ json: { theme: "pink", samples: false } }));
    await app.start("#/open");
    await expect(app.notices).toContainText("config.json");
  },

  async paper(stage) {
    await sampleTrace(stage);
    await stage.app.spanRows.nth(1).click();
    await expect(stage.app.detail).toBeVisible();
    await stage.page.emulateMedia({ media: "print" });
  },
};
