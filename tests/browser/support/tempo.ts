import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Backend, Said } from "./backend.ts";
import { otlp, traceId } from "./otlp.ts";

/** Real answers of query endpoints, which may lie beside the project. */
const RECORDED = join(process.env["SPANSCOPE_SHARED"] ?? resolve(process.cwd(), "../../../shared"), "endpoints");

/** The folder of recorded answers of a back end, where it is. */
export function recorded(backend: string): string | null {
  const folder = join(RECORDED, backend);
  return existsSync(folder) ? folder : null;
}

/** Has a server answer as Tempo did on a real day. */
export function replayTempo(tempo: Backend, folder: string) {
  const file = (name: string) => readFileSync(join(folder, name));
  const { trace_id: id } = idOf(file("trace_v2.json").toString());
  tempo.say(/^\/api\/v2\/search\/tag\//, { body: file("tag_values.json") });
  tempo.say(/^\/api\/v2\/search\/tags\?/, { body: file("tags.json") });
  for (const [called, name] of [["rate", "rate"], ["quantile_over_time", "quant"], ["histogram_over_time", "hist"], ["compare", "compare"]]) {
    tempo.say(new RegExp(`^/api/metrics/query_range\\?q=[^&]*${called}`), { body: file(`${name}.json`) });
  }
  tempo.say(/^\/api\/search\?/, { body: file("search.json") });
  tempo.say(/^\/api\/search\?q=%7B%20duration%20%3E%201s/, { body: file("search_slow.json") });
  // Errors are plain text, and a trace that is not there is answered with an empty one.
  tempo.say(/^\/api\/search\?q=[^&]*%3E%3E1s/, { status: 400, type: "text/plain", body: file("search_bad.json") });
  tempo.say(/^\/api\/v2\/traces\//, { body: file("trace_missing.json") });
  tempo.say(/^\/api\/traces\//, { status: 404, type: "text/plain", body: "trace not found" });
  tempo.say(new RegExp(`^/api/v2/traces/0*${id}`), { body: file("trace_v2.json") });
  return id.padStart(32, "0");
}

function idOf(trace: string): { trace_id: string } {
  const written = /"traceId":"([^"]+)"/.exec(trace)?.[1] ?? "";
  return { trace_id: Buffer.from(written, "base64").toString("hex").replace(/^0+/, "") };
}

/** Has a server answer as a Tempo that holds so many small traces. */
export function smallTempo(tempo: Backend, traces: number) {
  const ids = smallTraces(tempo, traces);
  tempo.say(/^\/api\/v2\/search\/tag\/resource\.service\.name\/values/, {
    body: JSON.stringify({ tagValues: [{ type: "string", value: "web" }, { type: "string", value: "cart" }], metrics: {} }),
  });
  tempo.say(/^\/api\/v2\/search\/tag\/name\/values/, {
    body: JSON.stringify({ tagValues: [{ type: "string", value: "GET /cart" }], metrics: {} }),
  });
  tempo.say(/^\/api\/search\?/, (path) => {
    const limit = Number(new URL(path, "http://tempo").searchParams.get("limit"));
    const found = ids.slice(0, limit).map((traceID, nth) => ({
      traceID: traceID.replace(/^0+/, ""),
      rootServiceName: "web",
      rootTraceName: "GET /cart",
      startTimeUnixNano: `${1_767_268_800 + nth}000000000`,
      durationMs: 100 + nth,
      spanSets: [{ spans: [], matched: 2 }],
      serviceStats: { web: { spanCount: 1 }, cart: { spanCount: 1, errorCount: nth % 5 === 0 ? 1 : 0 } },
    }));
    return { body: JSON.stringify({ traces: found, metrics: {} }) };
  });
  return ids;
}

/** Has a server give so many small traces by their ids. */
export function smallTraces(tempo: Backend, traces: number) {
  const ids = Array.from({ length: traces }, (_, nth) => traceId(nth));
  tempo.say(/^\/api\/v2\/traces\//, smallTrace(ids));
  return ids;
}

/** What is said to a question for one of these traces. */
export function smallTrace(ids: string[]) {
  return (path: string): Said => {
    const nth = ids.indexOf((path.split("/").pop() ?? "").padStart(32, "0"));
    if (nth < 0) return { body: '{"trace":{},"metrics":{}}' };
    const call = { service: "cart", name: "Load cart", from: 10, to: 90 + nth, ...(nth % 5 === 0 && { error: "no such cart" }) };
    const root = { service: "web", name: "GET /cart", from: 0, to: 100 + nth, kind: "server" as const, children: [call] };
    return { body: JSON.stringify({ trace: JSON.parse(otlp([root], nth)), metrics: {} }) };
  };
}
