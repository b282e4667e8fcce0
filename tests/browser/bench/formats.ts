// Reads the same spans in every format with the engine, each in a fresh worker, and with JSON.parse, in turn, the file
// itself where it is JSON and the OTLP/JSON document with the same spans, with which every format is compared.
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inside, withPage } from "./browser.ts";
import { go, gzip, jaeger, lines, protobuf, python, zip, zipkin, type Document } from "./convert.ts";
import type { EngineRun, Parsing } from "./inside/readers.ts";
import { conclude, median, round } from "./report.ts";

const RUNS = 5;

const path = process.argv[2];
if (!path) throw new Error("Usage: formats.ts FILE");
const text = readFileSync(path, "utf8");
const document = JSON.parse(text) as Document;
const files: Record<string, string | Buffer> = {
  "OTLP/JSON": text,
  "OTLP/JSON Lines": lines(document),
  "OTLP/JSON Lines, gzip": gzip(lines(document)),
  "OTLP/JSON Lines, zip": zip(lines(document)),
  "OTLP protobuf": protobuf(document),
  "Jaeger JSON": jaeger(document),
  "Zipkin JSON": zipkin(document),
  "Python console": python(document),
  "Go console": go(document),
};
/** The formats that JSON.parse reads too. */
const parsings: Record<string, Parsing> = {
  "OTLP/JSON": "whole",
  "OTLP/JSON Lines": "lines",
  "Jaeger JSON": "whole",
  "Zipkin JSON": "whole",
  "Go console": "lines",
};
const folder = join(dirname(path), "formats");
mkdirSync(folder, { recursive: true });

await withPage(async (page, site) => {
  await page.goto(site.add("bench.html", "<!doctype html><title>Bench</title><input type='file'>"));
  const readers = inside(page, site, "readers");
  const rows = [];
  const parse: number[] = [];
  for (const [format, bytes] of Object.entries(files)) {
    const file = join(folder, format.replaceAll(/\W+/g, "-"));
    writeFileSync(file, bytes);
    await page.setInputFiles("input", file);
    const runs: EngineRun[] = [];
    const own: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      runs.push(await readers<EngineRun>("readWithEngine"));
      if (parsings[format]) own.push(await readers<number>("readWithJsonParse", parsings[format]));
    }
    // The document comes first.
    if (parse.length === 0) parse.push(...own);
    const ms = median(runs.map((run) => run.ms));
    const ratio = ms / median(parse);
    const ownRatio = own.length > 0 ? ms / median(own) : undefined;
    const { spans, store_bytes } = runs[0]!.summary;
    const megabytes = statSync(file).size / 1e6;
    rows.push({ format, megabytes, spans, ms, ratio, own_ratio: ownRatio, span_bytes: store_bytes / spans });
    console.log(
      `${format}: ${round(megabytes)} MB, ${round((megabytes / ms) * 1000)} MB/s, ${Math.round((spans / ms) * 1000)} spans/s, ` +
        `${round(store_bytes / spans)} bytes a span, ${round(ratio)} of JSON.parse of the OTLP/JSON document` +
        (ownRatio === undefined ? "" : `, ${round(ownRatio)} of JSON.parse of itself`),
    );
  }
  const spans = new Set(rows.map((row) => row.spans));
  if (spans.size !== 1) throw new Error(`Not every format gave the same spans: ${[...spans].join(", ")}`);
  conclude("formats", [], { json_parse_ms: parse, rows });
});
