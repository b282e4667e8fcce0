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
  return (await engine.ask({ ask: "open", names: [file.name] }, [file])).reply;
}

const selection = (q: string) => ({ q, from_ns: null, to_ns: null, only: null });

/** The graph of what a search finds; the first run searches too, as the engine keeps what it found. */
export async function graph(q: string, runs: number): Promise<Viewed> {
  const viewed: Viewed = { q, traces: 0, nodes: 0, edges: 0, ms: [] };
  for (let run = 0; run < runs; run += 1) {
    const { ms, reply } = await engine!.ask({ ask: "graph", of: { traces: selection(q) }, near: [], hops: 1 });
    Object.assign(viewed, { traces: reply.traces, nodes: reply.nodes.length, edges: reply.edges.length });
    viewed.ms.push(ms);
  }
  return viewed;
}
