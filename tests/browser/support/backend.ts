import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a server says to a question. */
export interface Said {
  status?: number;
  type?: string;
  body?: string | Buffer;
  /** The file that is the body. */
  file?: string;
  headers?: Record<string, string>;
  /** Nothing is said at all. */
  silent?: boolean;
  /** The connection ends in the middle of the answer. */
  breaks?: boolean;
}

/** A query endpoint of a test, on a port of its own. */
export interface Backend {
  /** Without a slash at the end. */
  origin: string;
  /** Paths with their queries, in the order they were asked for. */
  asked: string[];
  /** Headers of the last question. */
  headers(): IncomingMessage["headers"];
  /** Says something to every question whose path and query match; what was said last to say comes first. */
  say(path: RegExp, said: Said | ((path: string) => Said)): void;
  close(): Promise<void>;
}

/** Starts one. `cors` is what it sends as `Access-Control-Allow-Origin`; `null`: nothing, as Tempo. */
export async function startBackend({ cors = "*" }: { cors?: string | null } = {}): Promise<Backend> {
  const answers: { path: RegExp; said: Said | ((path: string) => Said) }[] = [];
  const asked: string[] = [];
  let last: IncomingMessage["headers"] = {};
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    asked.push(path);
    last = request.headers;
    if (cors) response.setHeader("Access-Control-Allow-Origin", cors);
    const found = answers.find((answer) => answer.path.test(path));
    const said = typeof found?.said === "function" ? found.said(path) : found?.said;
    send(response, said ?? { status: 404, type: "text/plain", body: "404 page not found" });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    headers: () => last,
    say: (path, said) => void answers.unshift({ path, said }),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function send(response: ServerResponse, said: Said) {
  if (said.silent) return;
  const body = said.file ? readFileSync(said.file) : Buffer.from(said.body ?? "");
  response.writeHead(said.status ?? 200, { "Content-Type": said.type ?? "application/json", ...said.headers });
  if (!said.breaks) response.end(body);
  else response.write(body.subarray(0, body.length / 2), () => setTimeout(() => response.destroy(), 50));
}
