import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { go, gzip, jaeger, lines, protobuf, python, zip, zipkin, type Document } from "../bench/convert.ts";
import { otlp, traceId } from "../support/otlp.ts";
import { DATA } from "../support/paths.ts";
import { expect, test } from "../support/test.ts";
import { JAEGER, ONE_TRACE, THREE_TRACES } from "../support/traces.ts";

const root = (name: string) => ({ service: "mail", name, from: 0, to: 50, kind: "server" as const });

test("ten files dropped at once: each says what it is, and one bad one spoils none", async ({ app }) => {
  await app.start();
  const lines = [1, 2].map((trace) => otlp([root(`line ${trace}`)], 10 + trace)).join("\n");
  await app.open(
    { name: "document.json", body: otlp([root("document")], 20) },
    { name: "list.json", body: `[${otlp([root("list")], 21)}]` },
    { name: "lines.jsonl", body: lines },
    { name: "packed.json.gz", body: gzipSync(otlp([root("packed")], 22)) },
    { name: "utf-16.json", body: Buffer.from(`\ufeff${otlp([root("utf-16")], 23)}`, "utf16le") },
    { name: "jaeger.json", body: JAEGER },
    { name: "cut.json", body: THREE_TRACES.slice(0, THREE_TRACES.length * 0.7) },
    { name: "page.html", body: "<!doctype html><title>Log in</title><form></form>" },
    { name: "empty.json", body: "" },
    { name: "table.csv", body: "trace_id,duration\na,1\n" },
  );
  await expect(app.chips).toContainText("10 files");
  await expect(app.chips).toContainText("3 failed");
  await app.chips.click();
  await expect(app.files.filter({ hasText: "page.html" })).toContainText("a web page or XML");
  await expect(app.files.filter({ hasText: "lines.jsonl" })).toContainText("2 spans in 2 traces");
});

test("ten files of ten formats dropped at once are each told by what is in them", async ({ app }) => {
  /** A trace of its own, of two spans. */
  const document = (trace: number) =>
    JSON.parse(otlp([{ ...root(`trace ${trace}`), children: [{ ...root("work"), service: "worker" }] }], trace)) as Document;
  const packed = readFileSync(join(DATA, "zstd/zstandard-0.25/lines.jsonl.zst"));
  // Names say nothing: every file has the same ending.
  const given: [string, string | Buffer, string][] = [
    ["1.txt", JSON.stringify(document(1)), "OTLP/JSON"],
    ["2.txt", lines(document(2)), "OTLP/JSON"],
    ["3.txt", protobuf(document(3)), "OTLP protobuf"],
    ["4.txt", jaeger(document(4)), "Jaeger JSON"],
    ["5.txt", zipkin(document(5)), "Zipkin JSON"],
    ["6.txt", python(document(6)), "Python console"],
    ["7.txt", go(document(7)), "Go console"],
    ["8.txt", gzip(lines(document(8))), "OTLP/JSON"],
    ["9.txt", packed, "OTLP/JSON"],
    ["10.txt", zip(lines(document(10))), "OTLP/JSON"],
  ];
  await app.start();
  await app.open(...given.map(([name, body]) => ({ name, body })));
  await expect(app.traceRows).toHaveCount(10);
  await expect(app.chips).toContainText("10 files");
  await expect(app.chips).not.toContainText("failed");
  await app.chips.click();
  for (const [name, , format] of given) {
    const file = app.files.filter({ has: app.page.getByText(new RegExp(`^${name}`)) });
    await expect(file).toContainText(`${format} · `);
    await expect(file).toContainText("2 spans in 1 trace");
  }
});

test("files that come later are added or take the place of what is open", async ({ app, page }) => {
  const question = page.getByRole("region", { name: "Add or replace" });
  await app.start();
  await app.open({ name: "three.json", body: THREE_TRACES });
  await expect(app.traceRows).toHaveCount(3);
  await app.drop({ name: "mail.json", body: ONE_TRACE });
  await expect(question).toContainText("mail.json");
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(question).toBeHidden();
  await expect(app.traceRows).toHaveCount(3);
  await app.open({ name: "mail.json", body: ONE_TRACE });
  await expect(app.traceRows).toHaveCount(4);
  // The same bytes add nothing.
  await app.open({ name: "again.json", body: ONE_TRACE });
  await expect(app.notices).toContainText("again.json is already open");
  await expect(app.traceRows).toHaveCount(4);
  await app.drop({ name: "jaeger.json", body: JAEGER });
  await question.getByRole("button", { name: "Replace" }).click();
  await app.ready();
  await expect(app.traceHeading).toContainText("HTTP GET /route");
  await expect(app.chips).toContainText("jaeger.json");
});

test("a trace whose spans lie in several files is one trace", async ({ app }) => {
  const whole = JSON.parse(otlp([{ ...root("request"), children: [{ ...root("work"), service: "worker" }] }], 30));
  const part = (nth: number) => JSON.stringify({ resourceSpans: [whole.resourceSpans[nth]] });
  await app.start();
  await app.open({ name: "a.json", body: part(1) }, { name: "b.json", body: part(0) });
  await expect(app.spanRows).toHaveCount(2);
  await expect(app.spanRows.nth(1)).toHaveAttribute("aria-level", "2");
});

test("a folder is opened with all that lies in it", async ({ app, browserName }, info) => {
  test.skip(browserName !== "chromium", "only Chromium can be told to drop a folder");
  const folder = info.outputPath("given/folder");
  mkdirSync(join(folder, "deeper"), { recursive: true });
  writeFileSync(join(folder, "one.json"), ONE_TRACE);
  writeFileSync(join(folder, "deeper/three.json"), THREE_TRACES);
  writeFileSync(join(folder, ".hidden"), "not a trace");
  await app.start();
  await app.dropPaths([folder]);
  await expect(app.traceRows).toHaveCount(4);
  await app.chips.click();
  await expect(app.files).toHaveCount(2);
  await expect(app.files.first()).toContainText("folder/deeper/three.json");
});

test("log records are events of their spans, and found by their words", async ({ app, page }) => {
  const record = (ids: object, text: string) => ({
    timeUnixNano: "1767268840020000000",
    severityNumber: 17,
    body: { stringValue: text },
    ...ids,
  });
  const logs = {
    resourceLogs: [
      {
        scopeLogs: [
          {
            logRecords: [
              record({ traceId: traceId(40), spanId: "0000000000000001" }, "disk is full"),
              record({ traceId: traceId(40) }, "deployed version 7"),
            ],
          },
        ],
      },
    ],
  };
  await app.start();
  await app.open({ name: "logs.json", body: JSON.stringify(logs) }, { name: "spans.json", body: otlp([root("save")], 40) });
  await app.tab("Log").click();
  await expect(page.getByRole("row").filter({ hasText: "disk is full" })).toContainText("error");
  await expect(page.getByRole("row").filter({ hasText: "deployed version 7" })).toContainText("of the whole trace");
});
