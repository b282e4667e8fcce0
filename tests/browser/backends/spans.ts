/** The same generated traces in the words of each back end. */

/** A span with times in microseconds since 1970: finer ones no Zipkin carries. */
export interface Made {
  traceId: string;
  spanId: string;
  parentId?: string;
  service: string;
  name: string;
  kind: "SERVER" | "CLIENT";
  startUs: number;
  durationUs: number;
  error: boolean;
  tags: Record<string, string>;
}

/** So many traces of a small shop, which ended a minute ago. */
export function madeTraces(count: number): Made[] {
  const endUs = (Date.now() - 60_000) * 1000;
  // Ids of their own for each run: a server may hold those of an earlier one.
  const first = Date.now() * 4096;
  return Array.from({ length: count }, (_, nth) => nth).flatMap((nth) => {
    const traceId = hex(first + nth, 32).replace(/^0/, "1");
    const startUs = endUs - (count - nth) * 1_000_000;
    const error = nth % 7 === 0;
    const span = (id: number, parent: number | null, from: number, to: number, more: Pick<Made, "service" | "name" | "kind">): Made => ({
      traceId,
      spanId: hex(nth * 16 + id + 1, 16),
      ...(parent !== null && { parentId: hex(nth * 16 + parent + 1, 16) }),
      startUs: startUs + from * 1000,
      durationUs: (to - from) * 1000 + nth,
      error: error && id >= 2,
      tags: { "http.route": `/cart/${nth % 3}`, "host.name": `node-${nth % 2}` },
      ...more,
    });
    return [
      span(0, null, 0, 100 + nth, { service: "web", name: "get /cart", kind: "SERVER" }),
      span(1, 0, 5, 80, { service: "web", name: "post cart", kind: "CLIENT" }),
      span(2, 1, 10, 75, { service: "cart", name: "load cart", kind: "SERVER" }),
      span(3, 2, 20, 60, { service: "cart", name: "select", kind: "CLIENT" }),
    ];
  });
}

/** As an OTLP exporter sends it. */
export function asOtlp(spans: Made[]): string {
  const services = [...new Set(spans.map((span) => span.service))];
  const text = (key: string, value: string) => ({ key, value: { stringValue: value } });
  const resourceSpans = services.map((service) => ({
    resource: { attributes: [text("service.name", service)] },
    scopeSpans: [
      {
        scope: {},
        spans: spans
          .filter((span) => span.service === service)
          .map((span) => ({
            traceId: span.traceId,
            spanId: span.spanId,
            ...(span.parentId && { parentSpanId: span.parentId }),
            name: span.name,
            kind: span.kind === "SERVER" ? 2 : 3,
            startTimeUnixNano: `${span.startUs}000`,
            endTimeUnixNano: `${span.startUs + span.durationUs}000`,
            attributes: Object.entries(span.tags).map(([key, value]) => text(key, value)),
            status: span.error ? { code: 2 } : {},
          })),
      },
    ],
  }));
  return JSON.stringify({ resourceSpans });
}

/** As a Zipkin reporter sends it. */
export function asZipkin(spans: Made[]): string {
  return JSON.stringify(
    spans.map((span) => ({
      traceId: span.traceId,
      id: span.spanId,
      ...(span.parentId && { parentId: span.parentId }),
      name: span.name,
      kind: span.kind,
      timestamp: span.startUs,
      duration: span.durationUs,
      localEndpoint: { serviceName: span.service },
      tags: { ...span.tags, ...(span.error && { error: "true" }) },
    })),
  );
}

/** What is left of a span wherever it went: no back end changes it. */
export type Common = string;

/**
 * The spans of an OTLP/JSON document that the page has written, without what a back end cannot carry: Zipkin has no
 * resources, no scopes, no types of values and no status but the tag `error`; Jaeger adds attributes of its own names
 * (`span.kind`, `otel.*`, `internal.*`).
 */
export function common(document: string): Common[] {
  const parsed = JSON.parse(document) as { resourceSpans: ResourceSpans[] };
  return parsed.resourceSpans
    .flatMap(({ resource, scopeSpans }) =>
      scopeSpans.flatMap(({ spans }) =>
        spans.map((span) => {
          const tags = (span.attributes ?? [])
            .filter(({ key }) => ["http.route", "host.name"].includes(key))
            .map(({ key, value }) => `${key}=${value.stringValue}`)
            .sort();
          const service = resource?.attributes?.find(({ key }) => key === "service.name")?.value.stringValue;
          const isError = span.status?.code === 2;
          return [
            span.traceId,
            span.spanId,
            span.parentSpanId ?? "",
            service,
            span.name,
            span.kind,
            span.startTimeUnixNano,
            span.endTimeUnixNano,
            isError,
            ...tags,
          ].join(" ");
        }),
      ),
    )
    .sort();
}

interface Attribute {
  key: string;
  value: { stringValue?: string };
}

interface ResourceSpans {
  resource?: { attributes?: Attribute[] };
  scopeSpans: {
    spans: {
      traceId: string;
      spanId: string;
      parentSpanId?: string;
      name: string;
      kind: number;
      startTimeUnixNano: string;
      endTimeUnixNano: string;
      attributes?: Attribute[];
      status?: { code?: number };
    }[];
  }[];
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, "0");
}
