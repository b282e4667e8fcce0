import { defineConfig } from "@playwright/test";
import { chromiumOptions } from "./support/chromium.ts";

/** Tests run in Chromium unless a Firefox is named: the machine's own, which Playwright speaks with by WebDriver BiDi. */
const FIREFOX = process.env["FIREFOX"];

/** What stock Firefox cannot be told by Playwright: fingers, and another colour scheme while a page is open. */
const NOT_IN_FIREFOX = ["touch.spec.ts", "axe.spec.ts", "theme.spec.ts"];

export default defineConfig({
  // Those of real query back ends need them to run: `cargo xtask test --backends` starts them.
  testDir: process.env["SPANSCOPE_BACKENDS"] ? "backends" : "specs",
  testIgnore: FIREFOX ? NOT_IN_FIREFOX : [],
  outputDir: "../../target/browser-tests",
  fullyParallel: true,
  // One process a test at a time would leave half of a small machine idle; more than two disturb each other there.
  workers: 2,
  // A test that needs a second try is broken.
  retries: 0,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [["list"], ["./support/counts.ts"]],
  use: {
    ...(FIREFOX
      ? { browserName: "firefox", channel: "moz-firefox", launchOptions: { executablePath: FIREFOX } }
      : { browserName: "chromium", launchOptions: chromiumOptions() }),
    viewport: { width: 1440, height: 900 },
    // The page as a host serves it, not as an earlier test kept it.
    serviceWorkers: "block",
    trace: "retain-on-failure",
  },
});
