// Speaks with a Spanscope page in an iframe, so that a dashboard need not write messages by hand. No dependencies.
//
//     import { connect } from "https://…/embed.js";
//     const view = await connect(document.querySelector("iframe"));
//     await view.load(await (await fetch("trace.json")).arrayBuffer(), { name: "trace.json" });
//
// Every promise is rejected with an Error that has a `code` when the page refuses or does not answer in time.

const SOURCE = "spanscope";
const VERSION = 1;
/** The origin of a frame without one: `sandbox` without `allow-same-origin`. */
const OPAQUE = "null";

/** Waits until the viewer in the frame is ready. */
export function connect(iframe, { timeoutMs = 30_000 } = {}) {
  const view = new View(iframe, timeoutMs);
  return view.opened();
}

class View {
  #iframe;
  #origin;
  #timeoutMs;
  #lastId = 0;
  #waiting = new Map();
  #handlers = new Map();
  #listen = (event) => this.#hear(event);

  constructor(iframe, timeoutMs) {
    this.#iframe = iframe;
    this.#timeoutMs = timeoutMs;
    const isOpaque = iframe.hasAttribute("sandbox") && !iframe.sandbox.contains("allow-same-origin");
    this.#origin = isOpaque ? OPAQUE : new URL(iframe.src, document.baseURI).origin;
    window.addEventListener("message", this.#listen);
  }

  /** The page may have said that it is ready before anybody listened: it is asked until it answers. */
  async opened() {
    let asking;
    const ready = new Promise((resolve) => this.on("ready", resolve));
    const ask = () => this.#post({ type: "ping" });
    try {
      ask();
      asking = setInterval(ask, 200);
      await inTime(ready, this.#timeoutMs, "The viewer did not become ready");
      return this;
    } catch (error) {
      this.close();
      throw error;
    } finally {
      clearInterval(asking);
    }
  }

  /** Opens an ArrayBuffer (which is handed over, not copied), a Blob, text, or an object. */
  load(data, { name, append = false, timeoutMs = 300_000 } = {}) {
    const transfer = data instanceof ArrayBuffer ? [data] : [];
    return this.#ask({ type: "load", data, name, append }, { transfer, timeoutMs });
  }

  /** Connects a query endpoint: Tempo, Jaeger or Zipkin. */
  endpoint(url, { kind, tenant, headers } = {}) {
    return this.#ask({ type: "endpoint", url, kind, tenant, headers });
  }

  clear() {
    return this.#ask({ type: "clear" });
  }

  /** Shows what the fragment of a link says. */
  view(hash) {
    return this.#ask({ type: "view", hash });
  }

  /** Searches, and tells how much was found. */
  query(q) {
    return this.#ask({ type: "query", q });
  }

  focus(traceId, spanId) {
    return this.#ask({ type: "focus", traceId, spanId });
  }

  theme(theme) {
    return this.#ask({ type: "theme", theme });
  }

  /** Gives attributes links to other tools, in place of those given before. */
  links(links) {
    return this.#ask({ type: "links", links });
  }

  state() {
    return this.#ask({ type: "state" });
  }

  summary() {
    return this.#ask({ type: "summary" });
  }

  answer(traceId) {
    return this.#ask({ type: "answer", traceId });
  }

  /** Services and the calls between them; of everything unless `q` is given. */
  services(q) {
    return this.#ask({ type: "services", q });
  }

  /** How long requests take, by `root`, `operation` or `service`; of everything unless `q` is given. */
  latency(q, by) {
    return this.#ask({ type: "latency", q, by });
  }

  /** What the slow traces have in common; the cohorts are those of the link (`p95..`, TraceQL, `trace:id,id` …). */
  compare({ slow, fast } = {}) {
    return this.#ask({ type: "compare", slow, fast });
  }

  findings() {
    return this.#ask({ type: "findings" });
  }

  spans(q, limit) {
    return this.#ask({ type: "spans", q, limit });
  }

  traces(q, limit) {
    return this.#ask({ type: "traces", q, limit });
  }

  /** Calls `handler` with every `ready`, `loaded`, `selection`, `height` or `state`; gives what ends it. */
  on(type, handler) {
    const handlers = this.#handlers.get(type) ?? new Set();
    this.#handlers.set(type, handlers.add(handler));
    return () => handlers.delete(handler);
  }

  /** Listens no longer; what is still asked is rejected. */
  close() {
    window.removeEventListener("message", this.#listen);
    for (const { reject } of this.#waiting.values()) reject(failure("closed", "The connection was closed"));
    this.#waiting.clear();
  }

  #ask(message, { transfer = [], timeoutMs = this.#timeoutMs } = {}) {
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#post({ ...message, id }, transfer);
    return inTime(answer, timeoutMs, `The viewer did not answer “${message.type}”`).finally(() =>
      this.#waiting.delete(id),
    );
  }

  #post(message, transfer = []) {
    const target = this.#origin === OPAQUE ? "*" : this.#origin;
    this.#iframe.contentWindow?.postMessage({ source: SOURCE, v: VERSION, ...message }, target, transfer);
  }

  #hear(event) {
    if (event.source !== this.#iframe.contentWindow || event.origin !== this.#origin) return;
    const message = event.data;
    if (message?.source !== SOURCE || message.v !== VERSION) return;
    if (message.type === "reply") {
      const waiting = this.#waiting.get(message.id);
      if (message.ok) waiting?.resolve(message.result);
      else waiting?.reject(failure(message.error.code, message.error.message, message.error.at));
    } else {
      for (const handler of this.#handlers.get(message.type) ?? []) handler(message);
    }
  }
}

function inTime(promise, timeoutMs, sentence) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(failure("timeout", `${sentence} within ${timeoutMs} ms`)), timeoutMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function failure(code, message, at) {
  return Object.assign(new Error(message), { code, at });
}
