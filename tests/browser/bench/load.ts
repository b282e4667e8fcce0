// Reads one OTLP/JSON file with the engine and with JSON.parse, in turn, each time in a fresh worker.
import { statSync } from "node:fs";
import { inside, withPage } from "./browser.ts";
import type { EngineRun, From } from "./inside/readers.ts";
import { conclude, median, round } from "./report.ts";

const RUNS = 9;

const path = process.argv[2];
if (!path) throw new Error("Usage: load.ts FILE");
const megabytes = statSync(path).size / 1e6;

await withPage(async (page, site) => {
  await page.goto(site.add("bench.html", "<!doctype html><title>Bench</title><input type='file'>"));
  await page.setInputFiles("input", path);
  const readers = inside(page, site, "readers");
  const engine: EngineRun[] = [];
  const memoryMs: number[] = [];
  const parse: number[] = [];
  for (let run = 1; run <= RUNS; run += 1) {
    const read = await readers<EngineRun>("readWithEngine", "file" satisfies From);
    const inMemory = await readers<EngineRun>("readWithEngine", "memory" satisfies From);
    const parsed = await readers<number>("readWithJsonParse");
    console.log(
      `run ${run}: engine ${round(read.ms)} ms, from memory ${round(inMemory.ms)} ms, JSON.parse ${round(parsed)} ms`,
    );
    engine.push(read);
    memoryMs.push(inMemory.ms);
    parse.push(parsed);
  }
  const summary = engine[0]!.summary;
  const engineMs = median(engine.map(({ ms }) => ms));
  const parseMs = median(parse);
  const spanBytes = (summary.store_bytes - summary.string_bytes) / summary.spans;
  console.log(`file: ${round(megabytes)} MB, ${summary.traces} traces, ${summary.spans} spans`);
  console.log(`distinct strings: ${summary.strings}, ${round(summary.string_bytes / 1e6)} MB`);
  console.log(`engine: median ${round(engineMs)} ms, ${round((megabytes / engineMs) * 1000)} MB/s`);
  console.log(`JSON.parse: median ${round(parseMs)} ms, ${round((megabytes / parseMs) * 1000)} MB/s`);
  conclude(
    "load",
    [
      { what: "time from the file as a share of JSON.parse", value: engineMs / parseMs, unit: "", limit: 0.4 },
      { what: "the same from bytes in memory", value: median(memoryMs) / parseMs, unit: "", limit: 0.4 },
      { what: "bytes a span, without strings", value: spanBytes, unit: "", limit: 220 },
    ],
    { megabytes, summary, engine_ms: engine.map(({ ms }) => ms), memory_ms: memoryMs, json_parse_ms: parse },
  );
});
