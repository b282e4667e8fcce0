import type { Recording, TraceEvent } from "./trace.ts";

/** What one recording says of its frames. */
export interface Frames {
  /** Milliseconds of script, style, layout and paint in each frame, by the thread's own time. */
  work_ms: number[];
  /** The mean of each of them. */
  mean_ms: Record<Part, number>;
  drawn: number;
  dropped: number;
}

export type Part = "script" | "style" | "layout" | "paint";

/** What of a frame is the page's doing. Handing over to the compositor is not. */
const PARTS = new Map<string, Part>([
  ["EvaluateScript", "script"],
  ["EventDispatch", "script"],
  ["FireAnimationFrame", "script"],
  ["FunctionCall", "script"],
  ["HandlePostMessage", "script"],
  ["RunMicrotasks", "script"],
  ["TimerFire", "script"],
  ["UpdateLayoutTree", "style"],
  ["Layout", "layout"],
  ["PrePaint", "paint"],
  ["Paint", "paint"],
  ["Layerize", "paint"],
]);

/** Takes a recording apart into frames of the main thread. */
export function frames({ main, process }: Recording): Frames {
  const begins = main.filter(({ name }) => name === "BeginMainThreadFrame").map(({ tts = 0 }) => tts);
  const work_ms = begins.map(() => 0);
  const of = (part?: Part) => main.filter(({ name }) => (part ? PARTS.get(name) === part : PARTS.has(name)));
  let frame = -1;
  for (const [from, to] of stretches(of())) {
    while (frame + 1 < begins.length && begins[frame + 1]! <= from) frame += 1;
    // What comes before the first frame belongs to none.
    if (frame >= 0) work_ms[frame]! += (to - from) / 1000;
  }
  const mean = (events: TraceEvent[]) =>
    stretches(events).reduce((sum, [from, to]) => sum + (to - from) / 1000, 0) / begins.length;
  const [style, layout, paint] = [mean(of("style")), mean(of("layout")), mean(of("paint"))];
  // A script that asks for a size runs style and layout inside itself.
  const mean_ms = { script: mean(of()) - style - layout - paint, style, layout, paint };
  const count = (wanted: string) => process.filter(({ name }) => name === wanted).length;
  return { work_ms, mean_ms, drawn: count("DrawFrame"), dropped: count("DroppedFrame") };
}

/** Stretches of the thread's time that any of the events covers, without overlaps: script that forces a layout counts once. */
function stretches(events: TraceEvent[]): [from: number, to: number][] {
  const joined: [number, number][] = [];
  for (const { tts = 0, tdur = 0 } of events) {
    const last = joined.at(-1);
    if (last && tts <= last[1]) last[1] = Math.max(last[1], tts + tdur);
    else joined.push([tts, tts + tdur]);
  }
  return joined;
}

/** A task of the main thread in milliseconds: how long it lasted, and how much of that the thread was at work. */
export interface Task {
  ms: number;
  work_ms: number;
}

/** The task that lasted longest. */
export function longestTask({ main }: Recording): Task {
  const tasks = main.filter(({ name }) => name === "RunTask");
  const longest = tasks.reduce((before, task) => ((task.dur ?? 0) > (before.dur ?? 0) ? task : before));
  return { ms: (longest.dur ?? 0) / 1000, work_ms: (longest.tdur ?? 0) / 1000 };
}
