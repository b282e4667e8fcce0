// Views of all traces from a worker of their own, inside the page.
import { pickedFile, startEngine, type Engine } from "./engine.ts";
import type { Summary } from "./readers.ts";

/** A graph, and how long each run took in milliseconds. */
export interface Viewed {
  q: string;
  traces: number;
  nodes: number;
  edges: number;
  ms: number[];
}

let engine: Engine | undefined;

/** Lets the engine read the file that was picked. */
export async function open(): Promise<Summary> {
  const file = pickedFile();
  engine = await startEngine();
  return (await engine.ask({ open: { names: [file.name] } }, [file])).reply;
}

/** Gets the graph ready as the page does while nobody asks for anything; gives the milliseconds of each step. */
export async function ahead(): Promise<number[]> {
  const steps: number[] = [];
  for (let isAll = false; !isAll; ) {
    const { ms, reply } = await engine!.ask("prepare_graph");
    steps.push(ms);
    isAll = reply.is_all;
  }
  return steps;
}

/** What was asked, and how long each run took in milliseconds. */
export interface Timed {
  what: string;
  ms: number[];
}

const selection = (q: string) => ({ q, from_ns: null, to_ns: null, only: null });

/** The graph of what a search finds; the first run searches too, as the engine keeps what it found. */
export async function graph(q: string, runs: number): Promise<Viewed> {
  const viewed: Viewed = { q, traces: 0, nodes: 0, edges: 0, ms: [] };
  for (let run = 0; run < runs; run += 1) {
    const { ms, reply } = await engine!.ask({ graph: { of: { traces: selection(q) }, near: [], hops: 1 } });
    Object.assign(viewed, { traces: reply.of_traces.traces, nodes: reply.nodes.length, edges: reply.edges.length });
    viewed.ms.push(ms);
  }
  return viewed;
}

/** Bars and cells on a wide screen. */
const BARS = 160;
const ROWS = 40;

/** The charts of latency, asked for again and again as when a person changes what they show. */
export async function charts(runs: number): Promise<Timed[]> {
  const histogram = (by: string) => (linear: boolean) => ({
    histogram: {
      selection: selection(""),
      by,
      of: null,
      with_partial: false,
      linear,
      bars: BARS,
      small_bars: 28,
      sort: "count",
      descending: true,
      limit: 500,
    },
  });
  const heatmap = (with_partial: boolean) => ({
    heatmap: {
      selection: selection(""),
      of: null,
      with_partial,
      columns: BARS,
      rows: ROWS,
    },
  });
  const asked: [string, (other: boolean) => object][] = [
    ["heatmap", heatmap],
    ["histogram of traces", histogram("root")],
    ["histogram of spans", histogram("operation")],
  ];
  const timed: Timed[] = [];
  for (const [what, request] of asked) {
    // What is ranked once, and the search, are none of a change's business.
    await engine!.ask(request(false));
    timed.push({ what, ms: await again(runs, (run) => request(run % 2 === 0)) });
  }
  return timed;
}

/** The list while a brush moves over traces, and over spans of one operation. */
export async function brushing(runs: number): Promise<Timed[]> {
  const { reply } = await engine!.ask({ latency: { q: "", by: "operation" } });
  const { service, name, p50_ns } = reply.groups[0];
  const list = (narrowed: object) => ({
    traces: {
      selection: { ...selection(""), ...narrowed },
      sort: "latency",
      descending: true,
      fields: [],
      offset: 0,
      limit: 50,
    },
  });
  const of = `resource.service.name = ${JSON.stringify(service)} && name = ${JSON.stringify(name)}`;
  const moves: [string, (run: number) => object][] = [
    ["a band of traces", (run) => list({ within: { cohort: `duration:${(run + 1) * 5}ms..`, with_partial: false } })],
    ["a band of spans", (run) => list({ q: `{ ${of} && duration >= ${Number(p50_ns) + run}ns }` })],
  ];
  const timed: Timed[] = [];
  for (const [what, request] of moves) {
    await engine!.ask(request(0));
    timed.push({ what: `brush over ${what}`, ms: await again(runs, (run) => request(run + 1)) });
  }
  return timed;
}

async function again(runs: number, request: (run: number) => object): Promise<number[]> {
  const ms: number[] = [];
  for (let run = 0; run < runs; run += 1) ms.push((await engine!.ask(request(run))).ms);
  return ms;
}
