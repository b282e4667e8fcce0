// These functions run inside the page, and each starts a worker of its own.

/** The part of the engine's `summary` answer that is measured. */
export interface Summary {
  store_bytes: number;
  string_bytes: number;
  strings: number;
  spans: number;
  traces: number;
}

/** A run of the engine. */
export interface EngineRun {
  /** From posting the file to the answer. */
  ms: number;
  summary: Summary;
}

/** Lets a fresh engine read the file that was picked, started the way the page starts it (`browser/worker_host.rs`). */
export async function readWithEngine(): Promise<EngineRun> {
  const file = document.querySelector("input")?.files?.[0];
  if (!file) throw new Error("No file was picked");
  const script = await (await fetch("./worker.js")).text();
  const module = await WebAssembly.compile(await (await fetch("./worker_bg.wasm")).arrayBuffer());
  const start = "\nself.onmessage = (event) => { self.onmessage = null; wasm_bindgen({ module_or_path: event.data }); };\n";
  const address = URL.createObjectURL(new Blob([script, start], { type: "text/javascript" }));
  const worker = new Worker(address);
  const answer = (name: string) =>
    new Promise<unknown>((resolve, reject) => {
      worker.onmessage = ({ data }) => {
        if (name in data) resolve(data[name]);
      };
      worker.onerror = (event) => reject(new Error(event.message));
    });
  worker.postMessage(module);
  await answer("ready");
  const begun = performance.now();
  worker.postMessage({ id: 1, request: JSON.stringify({ ask: "open", names: [file.name] }), sources: [file] });
  const reply = JSON.parse(String(await answer("reply")));
  const ms = performance.now() - begun;
  worker.terminate();
  URL.revokeObjectURL(address);
  if (reply.answer !== "summary") throw new Error(JSON.stringify(reply));
  return { ms, summary: reply };
}

/** Milliseconds that `JSON.parse` alone takes for the file's text, which is decoded before. */
export async function readWithJsonParse(): Promise<number> {
  const file = document.querySelector("input")?.files?.[0];
  const source = `onmessage = async ({ data }) => {
    const text = await data.text();
    const begun = performance.now();
    const value = JSON.parse(text);
    postMessage({ ms: performance.now() - begun, keys: Object.keys(value) });
  };`;
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(address);
  const { ms, keys } = await new Promise<{ ms: number; keys: string[] }>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(file);
  });
  worker.terminate();
  URL.revokeObjectURL(address);
  if (keys[0] !== "resourceSpans") throw new Error(`The document has ${keys.join(", ")}`);
  return ms;
}
