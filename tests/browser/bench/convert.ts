// The spans of an OTLP/JSON document as other formats write them, for measurements: what a format cannot hold is left out.
import { deflateRawSync, gzipSync } from "node:zlib";
import { crc32 } from "./crc32.ts";
import { fixed, message, number, utf8 } from "./protobuf.ts";

interface AnyValue {
  stringValue?: string;
  intValue?: string;
  doubleValue?: number;
  boolValue?: boolean;
  arrayValue?: { values: AnyValue[] };
}
interface Attribute {
  key: string;
  value: AnyValue;
}
interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes?: Attribute[];
  events?: { timeUnixNano: string; name: string; attributes?: Attribute[] }[];
  status?: { code?: number; message?: string };
}
interface Scope {
  scope: { name: string; version?: string };
  spans: Span[];
}
export interface Document {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: Scope[] }[];
}

/** A span with what it stands under. */
interface Placed {
  span: Span;
  scope: Scope["scope"];
  resource: Attribute[];
}

const KINDS = ["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"];
const ZERO = "0000000000000000";

function* placed(document: Document): Generator<Placed> {
  for (const { resource, scopeSpans } of document.resourceSpans) {
    for (const { scope, spans } of scopeSpans) {
      for (const span of spans) yield { span, scope, resource: resource.attributes };
    }
  }
}

function plain({ stringValue, intValue, doubleValue, boolValue, arrayValue }: AnyValue): unknown {
  if (arrayValue) return arrayValue.values.map(plain);
  return stringValue ?? (intValue === undefined ? (doubleValue ?? boolValue ?? null) : Number(intValue));
}

function serviceOf(resource: Attribute[]): string {
  return resource.find(({ key }) => key === "service.name")?.value.stringValue ?? "";
}

const micros = (ns: string) => Number(BigInt(ns) / 1000n);
const lengthMicros = (span: Span) => micros(span.endTimeUnixNano) - micros(span.startTimeUnixNano);
const moment = (ns: string) => `${new Date(micros(ns) / 1000).toISOString().slice(0, 20)}${ns.slice(-9)}Z`;

/** JSON Lines, a line a resource. */
export function lines(document: Document): string {
  return document.resourceSpans.map((one) => `${JSON.stringify({ resourceSpans: [one] })}\n`).join("");
}

export function jaeger(document: Document): string {
  const tag = ({ key, value }: Attribute) => {
    const type = value.intValue !== undefined ? "int64" : value.doubleValue !== undefined ? "float64" : value.boolValue !== undefined ? "bool" : "string";
    return { key, type, value: plain(value) };
  };
  const traces = new Map<string, { spans: object[]; processes: Record<string, object>; known: Map<Attribute[], string> }>();
  for (const { span, scope, resource } of placed(document)) {
    let trace = traces.get(span.traceId);
    if (!trace) traces.set(span.traceId, (trace = { spans: [], processes: {}, known: new Map() }));
    let processID = trace.known.get(resource);
    if (!processID) {
      processID = `p${trace.known.size + 1}`;
      trace.known.set(resource, processID);
      trace.processes[processID] = { serviceName: serviceOf(resource), tags: resource.map(tag) };
    }
    trace.spans.push({
      traceID: span.traceId,
      spanID: span.spanId,
      operationName: span.name,
      references: span.parentSpanId ? [{ refType: "CHILD_OF", traceID: span.traceId, spanID: span.parentSpanId }] : [],
      startTime: micros(span.startTimeUnixNano),
      duration: lengthMicros(span),
      tags: [
        ...(span.attributes ?? []).map(tag),
        { key: "span.kind", type: "string", value: KINDS[span.kind]!.toLowerCase() },
        { key: "otel.scope.name", type: "string", value: scope.name },
      ],
      logs: (span.events ?? []).map((event) => ({
        timestamp: micros(event.timeUnixNano),
        fields: [{ key: "event", type: "string", value: event.name }, ...(event.attributes ?? []).map(tag)],
      })),
      processID,
      warnings: null,
    });
  }
  const data = [...traces].map(([traceID, { spans, processes }]) => ({ traceID, spans, processes, warnings: null }));
  return JSON.stringify({ data, total: 0, limit: 0, offset: 0, errors: null });
}

export function zipkin(document: Document): string {
  const spans = [...placed(document)].map(({ span, scope, resource }) => ({
    traceId: span.traceId,
    id: span.spanId,
    parentId: span.parentSpanId || undefined,
    kind: span.kind > 1 ? KINDS[span.kind] : undefined,
    name: span.name,
    timestamp: micros(span.startTimeUnixNano),
    duration: Math.max(1, lengthMicros(span)),
    localEndpoint: { serviceName: serviceOf(resource) },
    tags: {
      ...Object.fromEntries((span.attributes ?? []).map(({ key, value }) => [key, String(plain(value))])),
      "otel.scope.name": scope.name,
      ...(span.status?.code === 2 ? { error: span.status.message ?? "" } : {}),
    },
    annotations: (span.events ?? []).map((event) => ({ timestamp: micros(event.timeUnixNano), value: event.name })),
  }));
  return JSON.stringify(spans);
}

export function python(document: Document): string {
  const object = (attributes: Attribute[] = []) => Object.fromEntries(attributes.map(({ key, value }) => [key, plain(value)]));
  const spans = [...placed(document)].map(({ span, resource }) => {
    const context = { trace_id: `0x${span.traceId}`, span_id: `0x${span.spanId}`, trace_state: "[]" };
    return JSON.stringify(
      {
        name: span.name,
        context,
        kind: `SpanKind.${KINDS[span.kind]}`,
        parent_id: span.parentSpanId ? `0x${span.parentSpanId}` : null,
        start_time: moment(span.startTimeUnixNano),
        end_time: moment(span.endTimeUnixNano),
        status: { status_code: span.status?.code === 2 ? "ERROR" : "UNSET" },
        attributes: object(span.attributes),
        events: (span.events ?? []).map((event) => ({ name: event.name, timestamp: moment(event.timeUnixNano), attributes: object(event.attributes) })),
        links: [],
        resource: { attributes: object(resource), schema_url: "" },
      },
      null,
      4,
    );
  });
  return `${spans.join("\n")}\n`;
}

export function go(document: Document): string {
  const typed = ({ key, value }: Attribute) => {
    const type = value.intValue !== undefined ? "INT64" : value.doubleValue !== undefined ? "FLOAT64" : value.boolValue !== undefined ? "BOOL" : value.arrayValue ? "STRINGSLICE" : "STRING";
    return { Key: key, Value: { Type: type, Value: plain(value) } };
  };
  const spans = [...placed(document)].map(({ span, scope, resource }) =>
    JSON.stringify({
      Name: span.name,
      SpanContext: { TraceID: span.traceId, SpanID: span.spanId, TraceFlags: "01", TraceState: "", Remote: false },
      Parent: { TraceID: span.traceId, SpanID: span.parentSpanId || ZERO, TraceFlags: "01", TraceState: "", Remote: false },
      SpanKind: span.kind,
      StartTime: moment(span.startTimeUnixNano),
      EndTime: moment(span.endTimeUnixNano),
      Attributes: (span.attributes ?? []).map(typed),
      Events: (span.events ?? []).map((event) => ({ Name: event.name, Attributes: (event.attributes ?? []).map(typed), DroppedAttributeCount: 0, Time: moment(event.timeUnixNano) })),
      Links: null,
      Status: { Code: span.status?.code === 2 ? "Error" : "Unset", Description: span.status?.message ?? "" },
      Resource: resource.map(typed),
      InstrumentationScope: { Name: scope.name, Version: scope.version ?? "", SchemaURL: "", Attributes: null },
    }),
  );
  return `${spans.join("\n")}\n`;
}

/** Messages behind their lengths, one a resource. */
export function protobuf(document: Document): Buffer {
  const any = (value: AnyValue): Buffer => {
    if (value.stringValue !== undefined) return message(1, utf8(value.stringValue));
    if (value.boolValue !== undefined) return number(2, value.boolValue ? 1n : 0n);
    if (value.intValue !== undefined) return number(3, BigInt.asUintN(64, BigInt(value.intValue)));
    if (value.doubleValue !== undefined) {
      const bits = Buffer.alloc(8);
      bits.writeDoubleLE(Number(value.doubleValue));
      return fixed(4, bits.readBigUInt64LE());
    }
    return message(5, Buffer.concat((value.arrayValue?.values ?? []).map((item) => message(1, any(item)))));
  };
  const pair = ({ key, value }: Attribute) => Buffer.concat([message(1, utf8(key)), message(2, any(value))]);
  const pairs = (field: number, attributes: Attribute[] = []) => attributes.map((one) => message(field, pair(one)));
  const span = (one: Span) =>
    Buffer.concat([
      message(1, Buffer.from(one.traceId, "hex")),
      message(2, Buffer.from(one.spanId, "hex")),
      ...(one.parentSpanId ? [message(4, Buffer.from(one.parentSpanId, "hex"))] : []),
      message(5, utf8(one.name)),
      number(6, BigInt(one.kind)),
      fixed(7, BigInt(one.startTimeUnixNano)),
      fixed(8, BigInt(one.endTimeUnixNano)),
      ...pairs(9, one.attributes),
      ...(one.events ?? []).map((event) =>
        message(11, Buffer.concat([fixed(1, BigInt(event.timeUnixNano)), message(2, utf8(event.name)), ...pairs(3, event.attributes)])),
      ),
      ...(one.status?.code ? [message(15, Buffer.concat([message(2, utf8(one.status.message ?? "")), number(3, BigInt(one.status.code))]))] : []),
    ]);
  const requests = document.resourceSpans.map(({ resource, scopeSpans }) => {
    const scopes = scopeSpans.map(({ scope, spans }) =>
      message(2, Buffer.concat([message(1, message(1, utf8(scope.name))), ...spans.map((one) => message(2, span(one)))])),
    );
    const request = message(1, Buffer.concat([message(1, Buffer.concat(pairs(1, resource.attributes))), ...scopes]));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(request.length);
    return Buffer.concat([length, request]);
  });
  return Buffer.concat(requests);
}

export function gzip(text: string): Buffer {
  return gzipSync(text);
}

/** An archive of one file, without the list at its end, which no reader that walks front to back needs. */
export function zip(text: string): Buffer {
  const name = Buffer.from("lines.jsonl");
  const packed = deflateRawSync(text);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(crc32(Buffer.from(text)), 14);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(Buffer.byteLength(text), 22);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name, packed]);
}
