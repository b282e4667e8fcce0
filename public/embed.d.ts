/** Nanoseconds as a decimal string: JavaScript's numbers end at 2^53. */
export type Nanoseconds = string;

export interface Note {
  file: string;
  kind: string;
  count: number;
  first: string;
}

/** What is open. */
export interface Loaded {
  files: { name: string; error: string | null }[];
  traces: number;
  spans: number;
  notes: Note[];
}

export interface State {
  hash: string;
  view: "open" | "traces" | "store" | "trace" | "services" | "latency" | "compare" | "findings";
  busy: boolean;
}

export interface Matched {
  matched_spans: number;
  matched_traces: number;
  elapsed_ms: number;
}

export interface Summary {
  store_bytes: number;
  string_bytes: number;
  traces: number;
  spans: number;
  services: number;
  operations: number;
  errors: number;
  start_ns: Nanoseconds;
  end_ns: Nanoseconds;
  files: {
    name: string;
    format: string;
    bytes: number;
    traces: number;
    spans: number;
    notes: { kind: string; count: number; first: string }[];
    error?: string;
  }[];
}

/** The one-line answer of a trace. */
export interface Answer {
  trace_id: string;
  latency_ns: Nanoseconds;
  extent_ns: Nanoseconds;
  partial: boolean;
  sentence: string;
  parts: { kind: "time" | "error" | "repeat" | "queue" | "spread"; text: string; ns: Nanoseconds; spans: string[] }[];
}

export interface TraceRow {
  trace_id: string;
  root: string;
  service: string;
  start_ns: Nanoseconds;
  latency_ns: Nanoseconds;
  extent_ns: Nanoseconds;
  partial: boolean;
  spans: number;
  services: number;
  errors: number;
  answer: Answer;
}

export interface SpanRow {
  trace_id: string;
  span_id: string;
  parent_span_id: string;
  service: string;
  name: string;
  kind: string;
  start_ns: Nanoseconds;
  duration_ns: Nanoseconds;
  self_ns: Nanoseconds;
  critical_ns: Nanoseconds;
  depth: number;
  status: "unset" | "ok" | "error";
  orphan: boolean;
}

export interface Findings {
  errors: {
    trace_id: string;
    span_id: string;
    service: string;
    name: string;
    fingerprint: string;
    message: string;
    verdict: "caused" | "also" | "background" | "handled";
    chain: string[];
  }[];
  repeats: {
    parent_span_id: string;
    trace_id: string;
    kind: string;
    n: number;
    total_ns: Nanoseconds;
    cost_ns: Nanoseconds;
    template: string;
    varies: unknown;
  }[];
  score: { service: string; score: number; failed: string[] }[];
  lints: {
    rule: string;
    service: string;
    sentence: string;
    n: number;
    first: { trace_id: string; span_id: string };
  }[];
}

export interface Services {
  nodes: {
    name: string;
    kind: "service" | "database" | "broker" | "topic" | "external" | "user";
    spans: number;
    errors: number;
    self_ns: Nanoseconds;
    critical_ns: Nanoseconds;
  }[];
  edges: {
    from: string;
    to: string;
    kind: "call" | "messaging" | "link";
    calls: number;
    errors: number;
    p50_ns: Nanoseconds;
    p95_ns: Nanoseconds;
    p99_ns: Nanoseconds;
  }[];
}

export type LatencyBy = "root" | "operation" | "service";

export interface Latency {
  by: LatencyBy;
  groups: {
    key: string;
    n: number;
    partial: number;
    min_ns: Nanoseconds;
    p50_ns: Nanoseconds;
    p90_ns: Nanoseconds;
    p95_ns: Nanoseconds;
    p99_ns: Nanoseconds;
    max_ns: Nanoseconds;
    bins: { from_ns: Nanoseconds; to_ns: Nanoseconds; n: number; errors: number }[];
  }[];
}

/** In pairs the fast cohort stands first. */
export interface Compared {
  slow: number;
  fast: number;
  tentative: boolean;
  sentence: string;
  mean_slow_ns: Nanoseconds;
  mean_fast_ns: Nanoseconds;
  gap_ns: Nanoseconds;
  mix_ns: Nanoseconds;
  other_ns: Nanoseconds;
  groups: {
    label: string;
    kind: string;
    from: string;
    to: string | null;
    delta_ns: Nanoseconds;
    se_ns: Nanoseconds;
    share: number | null;
    q: number | null;
    p: [number, number];
    n: [number, number];
    t_ns: [Nanoseconds, Nanoseconds];
    parts_ns: { presence: Nanoseconds; count: Nanoseconds; each: Nanoseconds };
    significant: boolean;
  }[];
  attributes: {
    key: string;
    value: string;
    scope: string;
    slow_share: number;
    fast_share: number;
    slow_n: number;
    fast_n: number;
    q: number | null;
    equivalent: { key: string; value: string }[];
  }[];
  structure: {
    path: string;
    change: "appears" | "vanishes" | "repeats";
    slow_share: number;
    fast_share: number;
    slow_mean: number;
    fast_mean: number;
  }[];
  exemplars: { slow: string | null; fast: string | null };
}

/**
 * A link that an attribute shows in the details of a span. In the address `{value}`, `{trace_id}`, `{span_id}`,
 * `{start_ms}`, `{end_ms}` and the names of other attributes of the span in braces are filled in, percent-encoded; it
 * begins with http:// or https:// and names its host as plain text. Shown only while the page that gave it may be told
 * of what is open.
 */
export interface LinkTemplate {
  /** The attribute's key, or `trace_id` or `span_id`. */
  attribute: string;
  /** What the link is called; without one, the host it leads to. */
  label?: string;
  address: string;
}

/** What the viewer tells unasked. All but `ready` and `height` only to an `origin` that its link names. */
export interface Events {
  ready: { version: string };
  loaded: Loaded;
  selection: { traceId: string | null; spanId: string | null };
  height: { px: number };
  state: { hash: string };
}

/** Why something was not done: `message`, `query` (with `at`, in bytes), `not_found`, `not_allowed`, `no_trace`, `timeout`, `closed`. */
export interface ViewError extends Error {
  code: string;
  at?: number;
}

export interface View {
  load(
    data: ArrayBuffer | Blob | string | object,
    options?: { name?: string; append?: boolean; timeoutMs?: number },
  ): Promise<Loaded>;
  /**
   * Connects a query endpoint. How that goes stands in the viewer; what it answers is told to the host only after the
   * person at the page has agreed.
   */
  endpoint(
    url: string,
    options?: { kind?: "tempo" | "jaeger" | "zipkin"; tenant?: string; headers?: Record<string, string> },
  ): Promise<null>;
  clear(): Promise<null>;
  view(hash: string): Promise<{ notes: string[] }>;
  query(q: string): Promise<Matched>;
  focus(traceId: string, spanId?: string): Promise<null>;
  theme(theme: "light" | "dark" | "system"): Promise<null>;
  links(links: LinkTemplate[]): Promise<null>;
  state(): Promise<State>;
  summary(): Promise<Summary>;
  answer(traceId: string): Promise<Answer>;
  services(q?: string): Promise<Services>;
  latency(q?: string, by?: LatencyBy): Promise<Latency>;
  compare(cohorts?: { slow?: string; fast?: string }): Promise<Compared>;
  findings(): Promise<Findings>;
  spans(q: string, limit?: number): Promise<{ total: number; rows: SpanRow[] }>;
  traces(q: string, limit?: number): Promise<{ total: number; rows: TraceRow[] }>;
  on<Kind extends keyof Events>(type: Kind, handler: (message: Events[Kind]) => void): () => void;
  close(): void;
}

/** Waits until the viewer in the frame is ready. */
export function connect(iframe: HTMLIFrameElement, options?: { timeoutMs?: number }): Promise<View>;
