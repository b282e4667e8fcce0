import { AxeBuilder } from "@axe-core/playwright";
import { VIEWS } from "../shots/views.ts";
import { expect, test } from "../support/test.ts";

/** What no view may have; lesser findings are matters of taste. */
const GRAVE = ["serious", "critical"];

for (const [view, show] of Object.entries(VIEWS)) {
  test(`axe finds nothing serious in ${view}`, async ({ app, page, site }) => {
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await show({ app, page, site });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
      const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
      // Only colours differ between the themes.
      if (colorScheme === "dark") axe.withRules(["color-contrast"]);
      const { violations } = await axe.analyze();
      const grave = violations.filter(({ impact }) => GRAVE.includes(impact ?? ""));
      const told = grave.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${colorScheme}: ${id}: ${target.join(" ")}: ${failureSummary}`),
      );
      expect(told).toEqual([]);
    }
  });
}
