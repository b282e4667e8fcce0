// These functions run inside the page, and each starts a worker of its own.
import { pickedFile, startEngine } from "./engine.ts";

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

/** Where the bytes are: still in the file, or in memory, as the text that `JSON.parse` gets is. */
export type From = "file" | "memory";

/** Lets a fresh engine read the file that was picked. */
export async function readWithEngine(from: From = "file"): Promise<EngineRun> {
  const engine = await startEngine();
  // A person needs longer to drop a file than the engine to warm up.
  await engine.ask("summary");
  const file = pickedFile();
  const source = from === "file" ? file : await file.arrayBuffer();
  const { ms, reply } = await engine.ask({ open: { names: [file.name] } }, [source]);
  engine.end();
  return { ms, summary: reply };
}

/** How `JSON.parse` takes a text: as one value, or a value a line. */
export type Parsing = "whole" | "lines";

/** Milliseconds that `JSON.parse` alone takes for the file's text, which is decoded, and cut into lines, before. */
export async function readWithJsonParse(parsing: Parsing = "whole"): Promise<number> {
  const file = pickedFile();
  const source = `onmessage = async ({ data }) => {
    const text = await data.text();
    const parts = ${parsing === "lines"} ? text.split("\\n").filter((line) => line) : [text];
    const begun = performance.now();
    const values = parts.map((part) => JSON.parse(part));
    postMessage({ ms: performance.now() - begun, keys: Object.keys(values[0]) });
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
  if (keys.length === 0) throw new Error("There is nothing in the document");
  return ms;
}
