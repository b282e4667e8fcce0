import { otlp, type Span } from "./otlp.ts";

/** A checkout that fails deep below, 11 spans. */
const checkout: Span = {
  service: "web",
  name: "POST /checkout",
  kind: "server",
  from: 0,
  to: 1200,
  error: "payment was declined",
  attributes: { "http.request.method": "POST", "http.response.status_code": 502, "url.path": "/checkout" },
  children: [
    {
      service: "cart",
      name: "Load cart",
      from: 20,
      to: 400,
      children: Array.from({ length: 6 }, (_, nth) => ({
        service: "cart",
        name: "SELECT items",
        kind: "client" as const,
        from: 40 + nth * 50,
        to: 80 + nth * 50,
        attributes: { "db.system.name": "postgresql", "db.query.text": `SELECT * FROM items WHERE id = ${nth}` },
      })),
    },
    {
      service: "payment",
      name: "Charge card",
      kind: "client",
      from: 420,
      to: 1150,
      error: "payment was declined",
      children: [
        { service: "payment", name: "Read account", from: 430, to: 600 },
        {
          service: "bank",
          name: "Authorise",
          kind: "server",
          from: 640,
          to: 1100,
          error: "limit of the card is reached",
          attributes: { "user.id": "u-4711", "app.amount": 129.5, "app.retry": false },
        },
      ],
    },
  ],
};

/** A page that goes well, `ms` long, 3 spans. */
function visit(path: string, ms: number): Span {
  return {
    service: "web",
    name: `GET ${path}`,
    kind: "server",
    from: 0,
    to: ms,
    children: [
      {
        service: "catalogue",
        name: "List products",
        from: ms * 0.1,
        to: ms * 0.9,
        children: [{ service: "cache", name: "GET products", kind: "client", from: ms * 0.2, to: ms * 0.3 }],
      },
    ],
  };
}

/** Three traces, the first of them the slowest and the only one that fails; 17 spans. */
export const THREE_TRACES = otlp([checkout, visit("/products", 300), visit("/about", 40)]);

/** One more trace, for a second file; alone it is opened at once. */
export const ONE_TRACE = otlp([{ service: "mail", name: "Send letter", from: 0, to: 25 }], 3);

/** One trace of a root with so many children one after another, each with a child of its own. */
export function longTrace(children: number): string {
  const pairs = Array.from({ length: children }, (_, nth) => ({
    service: `shard-${nth % 8}`,
    name: `Step ${nth}`,
    from: nth * 2,
    to: nth * 2 + 2,
    children: [{ service: "store", name: `Read ${nth}`, from: nth * 2, to: nth * 2 + 1 }],
  }));
  return otlp([{ service: "batch", name: "Nightly run", from: 0, to: children * 2, children: pairs }]);
}

/** A trace of one span as Jaeger's page downloads it. */
export const JAEGER = JSON.stringify({
  data: [
    {
      traceID: "b000000000000001",
      spans: [
        {
          traceID: "b000000000000001",
          spanID: "c1",
          operationName: "HTTP GET /route",
          references: [],
          startTime: 1_767_268_800_000_000,
          duration: 50_000,
          tags: [{ key: "span.kind", type: "string", value: "server" }],
          logs: [],
          processID: "p1",
        },
      ],
      processes: { p1: { serviceName: "route", tags: [] } },
    },
  ],
});
