// What the browser itself records of its work.
import type { CDPSession, Page } from "@playwright/test";

/**
 * A record of Chromium's trace. Times are in microseconds; those of the thread stand still while it waits for a
 * processor, and so do not tell of what else the machine does.
 */
export interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** The thread's own time, and how much of it was used. */
  tts?: number;
  tdur?: number;
}

const CATEGORIES = [
  "blink.user_timing",
  "devtools.timeline",
  "disabled-by-default-devtools.timeline",
  "disabled-by-default-devtools.timeline.frame",
];
/** Tells the page's main thread from all others. */
const MARK = "spanscope-bench";

/** What a page's process did and when. */
export interface Recording {
  /** Its main thread alone, by time. */
  main: TraceEvent[];
  /** All its threads, by time. */
  process: TraceEvent[];
}

/** Records while something is done. */
export async function recorded(page: Page, work: () => Promise<void>): Promise<Recording> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const traceConfig = { includedCategories: CATEGORIES, recordMode: "recordAsMuchAsPossible" as const };
  await session.send("Tracing.start", { traceConfig });
  await page.evaluate((name) => performance.mark(name), MARK);
  await work();
  await ended(session);
  await session.detach();
  const mark = events.find(({ name }) => name === MARK);
  if (!mark) throw new Error("The trace does not show the page's main thread");
  const process = events.filter(({ pid }) => pid === mark.pid).toSorted((a, b) => a.ts - b.ts);
  return { main: process.filter(({ tid }) => tid === mark.tid), process };
}

async function ended(session: CDPSession) {
  const complete = new Promise<void>((resolve) => session.once("Tracing.tracingComplete", () => resolve()));
  await session.send("Tracing.end");
  await complete;
}
