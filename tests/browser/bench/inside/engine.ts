// Runs inside the page: a fresh engine, started the way the page starts it (`browser/worker_host.rs`).

/** An answer of the engine, and how long it took from posting the request. */
export interface Answer {
  ms: number;
  // What it is depends on the request; the engine's `protocol` says.
  reply: any;
}

/** An engine in a worker of its own. */
export interface Engine {
  ask(request: object | string, sources?: (File | ArrayBuffer)[]): Promise<Answer>;
  end(): void;
}

/** Starts a worker and waits until it is ready. */
export async function startEngine(): Promise<Engine> {
  const page = await (await fetch("./index.html")).text();
  const name = /<meta name="worker" content="([^"]+)"/.exec(page)?.[1] ?? "worker";
  const script = await (await fetch(`./${name}.js`)).text();
  const module = await WebAssembly.compile(await (await fetch(`./${name}_bg.wasm`)).arrayBuffer());
  const start = "\nself.onmessage = (event) => { self.onmessage = null; wasm_bindgen({ module_or_path: event.data }); };\n";
  const address = URL.createObjectURL(new Blob([script, start], { type: "text/javascript" }));
  const worker = new Worker(address);
  const answer = (name: string) =>
    new Promise<any>((resolve, reject) => {
      worker.onmessage = ({ data }) => {
        if (name in data) resolve(data[name]);
      };
      worker.onerror = (event) => reject(new Error(event.message));
    });
  worker.postMessage(module);
  await answer("ready");
  return {
    async ask(request, sources) {
      const begun = performance.now();
      // Buffers are handed over, as the page does.
      const buffers = (sources ?? []).filter((source) => source instanceof ArrayBuffer);
      worker.postMessage({ id: 1, request: JSON.stringify(request), sources }, buffers);
      const text = await answer("reply");
      const ms = performance.now() - begun;
      const replied = JSON.parse(String(text));
      if (replied.failed) throw new Error(replied.failed.message);
      return { ms, reply: Object.values(replied)[0] };
    },
    end() {
      worker.terminate();
      URL.revokeObjectURL(address);
    },
  };
}

/** The file that was picked on the page. */
export function pickedFile(): File {
  const file = document.querySelector("input")?.files?.[0];
  if (!file) throw new Error("No file was picked");
  return file;
}
