import type { FullResult, Reporter, Suite } from "@playwright/test/reporter";

/** Ends with the one line that `cargo xtask test` reads. */
export default class Counts implements Reporter {
  private suite?: Suite;

  onBegin(_config: unknown, suite: Suite) {
    this.suite = suite;
  }

  onEnd(result: FullResult) {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const test of this.suite?.allTests() ?? []) {
      const outcome = test.outcome();
      if (outcome === "skipped") counts.skipped += 1;
      else if (outcome === "expected") counts.passed += 1;
      // A test that passes only when it is tried again is not one to rely on.
      else counts.failed += 1;
    }
    // Faults outside of tests, such as a file that does not load, have no test to count.
    if (result.status !== "passed" && counts.failed === 0) counts.failed = 1;
    console.log(`browser tests: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  }
}
