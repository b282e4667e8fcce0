import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, sep } from "node:path";
import { DIST } from "./paths.ts";

/** The policy that the page is made for. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "connect-src *",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
].join("; ");

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".gz": "application/gzip",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

interface Extra {
  body: Buffer;
  type: string;
  /** Half of it is sent, and then nothing: the reader waits for ever. */
  stalls: boolean;
}

/** A static host on a port of its own, which serves the built page and what a test adds. */
export interface Site {
  /** Without a slash at the end. */
  origin: string;
  /** Adds a file beside the page and gives its address. */
  add(name: string, body: Buffer | string, options?: { type?: string; stalls?: boolean }): string;
  /** Passes on what is asked below a path to another server, as a proxy on the page's own host does. */
  proxy(path: string, origin: string): void;
  close(): Promise<void>;
}

/**
 * Starts a host. The page lies at the top and again, as the same files, below `/a/deep/folder/` and `/tools/spanscope/`.
 * Every answer allows any origin to read it, as static hosts mostly do.
 */
export async function startSite(): Promise<Site> {
  const extras = new Map<string, Extra>();
  const proxies = new Map<string, string>();
  const server = createServer((request, response) => {
    for (const [path, origin] of proxies) {
      if (request.url?.startsWith(`${path}/`)) return pass(request, response, origin + request.url.slice(path.length));
    }
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname);
    const name = normalize(path.replace(/^\/(a\/deep\/folder|tools\/spanscope)\//, "/")).replace(/^\/+/, "") || "index.html";
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    const extra = extras.get(name);
    if (extra) sendExtra(response, extra);
    else sendFile(response, name);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    add(name, body, { type = TYPES[extname(name)] ?? "application/octet-stream", stalls = false } = {}) {
      extras.set(name, { body: Buffer.from(body), type, stalls });
      return `${origin}/${name}`;
    },
    proxy: (path, origin) => void proxies.set(path, origin),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Passes a question on, and its answer back. */
function pass(request: IncomingMessage, response: ServerResponse, address: string) {
  const passed = ask(address, { headers: { ...request.headers, host: new URL(address).host } }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.on("error", () => response.destroy());
    answer.pipe(response);
  });
  passed.on("error", () => response.writeHead(502, { "Content-Type": "text/plain" }).end("Nobody answers behind the proxy"));
  passed.end();
}

function sendExtra(response: ServerResponse, { body, type, stalls }: Extra) {
  response.writeHead(200, { "Content-Type": type, "Content-Length": body.length });
  if (stalls) response.write(body.subarray(0, body.length / 2));
  else response.end(body);
}

function sendFile(response: ServerResponse, name: string) {
  const path = join(DIST, name);
  if (!path.startsWith(DIST + sep) || !existsSync(path) || !statSync(path).isFile()) {
    response.writeHead(404, { "Content-Type": "text/plain" }).end("There is no such file");
    return;
  }
  response.writeHead(200, {
    "Content-Type": TYPES[extname(name)] ?? "application/octet-stream",
    "Content-Security-Policy": POLICY,
  });
  createReadStream(path).pipe(response);
}
