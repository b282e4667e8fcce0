// Searches in a worker of their own, inside the page.
import { pickedFile, startEngine, type Engine } from "./engine.ts";
import type { Summary } from "./readers.ts";

/** What a search found, and how long each run took in milliseconds. */
export interface Search {
  q: string;
  matched_spans: number;
  matched_traces: number;
  ms: number[];
}

let engine: Engine | undefined;

/** Lets the engine read the file that was picked. */
export async function open(): Promise<Summary> {
  const file = pickedFile();
  engine = await startEngine();
  return (await engine.ask({ open: { names: [file.name] } }, [file])).reply;
}

/** The facets of what a search finds, and how long counting them took each time. */
export interface Counted {
  q: string;
  traces: number;
  facets: number;
  ms: number[];
}

/** Looks through the store for what can be counted; tells how long that took. */
export async function prepareFacets(): Promise<number> {
  return (await engine!.ask("prepare_facets")).ms;
}

/** Counts the facets of each of the searches, all of them once a run. */
export async function countFacets(texts: string[], runs: number): Promise<Counted[]> {
  const counted: Counted[] = texts.map((q) => ({ q, traces: 0, facets: 0, ms: [] }));
  for (let run = 0; run < runs; run += 1) {
    for (const one of counted) {
      const { ms, reply } = await engine!.ask({ facets: { q: one.q } });
      one.traces = reply.traces;
      one.facets = reply.facets.length;
      one.ms.push(ms);
    }
  }
  return counted;
}

/** Searches for each of the texts, all of them once a run. */
export async function search(texts: string[], runs: number): Promise<Search[]> {
  const searches: Search[] = texts.map((q) => ({ q, matched_spans: 0, matched_traces: 0, ms: [] }));
  for (let run = 0; run < runs; run += 1) {
    for (const search of searches) {
      const { ms, reply } = await engine!.ask({ query: { q: search.q } });
      search.matched_spans = reply.matched_spans;
      search.matched_traces = reply.matched_traces;
      search.ms.push(ms);
    }
  }
  return searches;
}
