// What threads were at work for: the same on a busy machine as on an idle one.
import type { Recording, TraceEvent } from "./trace.ts";

/** What the worker was called for, by time: a call a message. */
export function workerCalls({ main, process }: Recording): TraceEvent[] {
  const mainThread = main[0]?.tid;
  return process.filter(({ tid, name }) => tid !== mainThread && name === "FunctionCall");
}

/** The time that page and worker were at work between the two marks. */
export function workBetween(recording: Recording, fromMark: string, toMark: string): number {
  const at = (mark: string) => recording.main.find(({ name }) => name === mark)?.ts ?? 0;
  const [from, to] = [at(fromMark), at(toMark)];
  const tasks = recording.main.filter(({ name }) => name === "RunTask");
  const between = [...tasks, ...workerCalls(recording)].filter(({ ts, dur = 0 }) => ts < to && ts + dur > from);
  return between.reduce((sum, { tdur = 0 }) => sum + tdur / 1000, 0);
}
