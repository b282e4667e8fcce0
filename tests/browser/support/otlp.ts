/** Small traces as OTLP/JSON, written the way a person would draw them. */

/** A span with what lies below it; times in milliseconds from the trace's start. */
export interface Span {
  service: string;
  name: string;
  from: number;
  to: number;
  kind?: "server" | "client" | "internal";
  error?: string;
  attributes?: Record<string, string | number | boolean>;
  children?: Span[];
}

const KINDS = { internal: 1, server: 2, client: 3 };
/** 2026-01-01T12:00:00Z, in milliseconds. */
const BEGIN_MS = 1_767_268_800_000;

/**
 * A document with these traces, one root each. They are numbered from `first`, which tells apart the traces of several
 * documents, and start a second after one another.
 */
export function otlp(roots: Span[], first = 0): string {
  const byService = new Map<string, object[]>();
  let spans = 0;
  const add = (span: Span, trace: number, parent: string) => {
    spans += 1;
    const spanId = hex(spans, 16);
    const list = byService.get(span.service) ?? [];
    byService.set(span.service, list);
    list.push({
      traceId: traceId(trace),
      spanId,
      ...(parent && { parentSpanId: parent }),
      name: span.name,
      kind: KINDS[span.kind ?? "internal"],
      startTimeUnixNano: nanoseconds(trace, span.from),
      endTimeUnixNano: nanoseconds(trace, span.to),
      attributes: attributes(span.attributes ?? {}),
      ...(span.error && {
        status: { code: 2, message: span.error },
        events: [
          {
            name: "exception",
            timeUnixNano: nanoseconds(trace, span.to),
            attributes: attributes({ "exception.type": "Error", "exception.message": span.error }),
          },
        ],
      }),
    });
    for (const child of span.children ?? []) add(child, trace, spanId);
  };
  roots.forEach((root, nth) => add(root, first + nth, ""));
  const resourceSpans = [...byService].map(([service, list]) => ({
    resource: { attributes: attributes({ "service.name": service, "service.version": "1.4.2" }) },
    scopeSpans: [{ scope: { name: "tests" }, spans: list }],
  }));
  return JSON.stringify({ resourceSpans });
}

/** The id of the trace with this number. */
export function traceId(trace: number): string {
  return hex(trace + 1, 32).replace(/^0/, "a");
}

function nanoseconds(trace: number, ms: number): string {
  return `${BEGIN_MS + trace * 1000 + ms}000000`;
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, "0");
}

function attributes(values: Record<string, string | number | boolean>) {
  return Object.entries(values).map(([key, value]) => ({ key, value: typed(value) }));
}

function typed(value: string | number | boolean) {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
