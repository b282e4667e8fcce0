import { resolve } from "node:path";

/** The project's folder; everything here is started in `tests/browser`. */
const ROOT = resolve(process.cwd(), "../..");

/** The built page. */
export const DIST = resolve(ROOT, "dist");

/** What measurements are written to. */
export const BENCH = resolve(ROOT, "target/bench");

/** What pictures are written to. */
export const SHOTS = resolve(ROOT, "target/shots");

/** Trace files that are kept beside the native tests. */
export const DATA = resolve(ROOT, "tests/data");
