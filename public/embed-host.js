// The page around the viewer, as an example: loads a trace, drives the view and prints what comes back.

import { connect } from "./embed.js";

const TRACE_ID = "5b8efff798038103d269b633813fc60c";
const FAILED_SPAN = "eee19b7ec3c1b176";
const START_MS = Date.UTC(2026, 0, 1, 12);

/** A checkout that fails since the card is declined, as OTLP/JSON. */
function trace() {
  const ns = (ms) => `${START_MS + ms}000000`;
  const span = (spanId, parentSpanId, name, kind, fromMs, toMs, more = {}) => ({
    traceId: TRACE_ID,
    spanId,
    parentSpanId,
    name,
    kind,
    startTimeUnixNano: ns(fromMs),
    endTimeUnixNano: ns(toMs),
    ...more,
  });
  const service = (name, ...spans) => ({
    resource: { attributes: [{ key: "service.name", value: { stringValue: name } }] },
    scopeSpans: [{ spans }],
  });
  const failed = (message) => ({ status: { code: 2, message } });
  return {
    resourceSpans: [
      service(
        "shop",
        span("eee19b7ec3c1b174", "", "POST /checkout", 2, 0, 420, failed("payment was declined")),
        span("eee19b7ec3c1b175", "eee19b7ec3c1b174", "POST /charge", 3, 90, 400, failed("402")),
      ),
      service("payment", span(FAILED_SPAN, "eee19b7ec3c1b175", "Charge card", 2, 110, 390, failed("card declined"))),
    ],
  };
}

const form = document.querySelector("form");
const print = document.querySelector("pre");
const tell = (what, content) => {
  print.textContent = `${what}: ${JSON.stringify(content, null, 2)}\n${print.textContent}`;
};

const view = await connect(document.querySelector("iframe"));
tell("ready", await view.state());

async function show(what, asked) {
  try {
    tell(what, await asked);
  } catch (error) {
    tell(what, { code: error.code, message: error.message });
  }
}

form.elements.load.onclick = () => show("load", view.load(trace(), { name: "checkout.json" }));
form.elements.failed.onclick = () => show("focus", view.focus(TRACE_ID, FAILED_SPAN));
form.elements.answer.onclick = () => show("answer", view.answer(TRACE_ID));
form.elements.theme.onclick = () => show("theme", view.theme("dark"));
form.onsubmit = (event) => {
  event.preventDefault();
  void show("query", view.query(form.elements.q.value));
};
