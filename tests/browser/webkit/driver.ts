// A browser driven by W3C WebDriver: just what the smoke test needs.
import { spawn, type ChildProcess } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";

/** What elements are called in answers. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const WAIT_MS = 20_000;
const PAUSE_MS = 50;

/** A window of WebKitGTK's MiniBrowser on a display of its own. */
export class Driver {
  private constructor(
    private readonly process: ChildProcess,
    private readonly address: string,
  ) {}

  /** Starts driver and browser. */
  static async start(binary: string): Promise<Driver> {
    const port = await freePort();
    const words = ["-a", "WebKitWebDriver", `--port=${port}`, "--host=127.0.0.1"];
    // A group of its own, so that the display ends with it.
    const process = spawn("xvfb-run", words, { stdio: "ignore", detached: true });
    const base = `http://127.0.0.1:${port}`;
    const driver = new Driver(process, base);
    try {
      await until("the driver answers", () => fetch(`${base}/status`).then((answer) => answer.ok, () => false));
      const capabilities = {
        alwaysMatch: { "webkitgtk:browserOptions": { binary, args: ["--automation"] }, strictFileInteractability: false },
      };
      const { sessionId } = await request<{ sessionId: string }>("POST", `${base}/session`, { capabilities });
      return new Driver(process, `${base}/session/${sessionId}`);
    } catch (error) {
      driver.end();
      throw error;
    }
  }

  /** Closes the window and ends the driver. */
  async close() {
    await request("DELETE", this.address).catch(() => undefined);
    this.end();
  }

  private end() {
    if (this.process.pid !== undefined) process.kill(-this.process.pid);
  }

  async go(url: string) {
    await request("POST", `${this.address}/url`, { url });
  }

  /** Runs a function's body in the page; it may await. */
  async run<T>(body: string, ...args: unknown[]): Promise<T> {
    const script = `const done = arguments[arguments.length - 1]; const args = [...arguments].slice(0, -1);
      (async (...args) => { ${body} })(...args).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const said = await request<{ value: T; error?: string }>("POST", `${this.address}/execute/async`, { script, args });
    if (said.error !== undefined) throw new Error(said.error);
    return said.value;
  }

  /** Waits until an expression holds in the page. */
  async until(expression: string) {
    await until(expression, () => this.run<boolean>(`return Boolean(${expression});`));
  }

  /** Types into an element; a file's path into one that takes files. */
  async type(selector: string, text: string) {
    const found = await request<Record<string, string>>("POST", `${this.address}/element`, {
      using: "css selector",
      value: selector,
    });
    await request("POST", `${this.address}/element/${found[ELEMENT]}/value`, { text });
  }
}

async function until(what: string, holds: () => Promise<boolean>) {
  const end = Date.now() + WAIT_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

async function request<T = unknown>(method: string, url: string, body?: unknown): Promise<T> {
  const answer = await fetch(url, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const { value } = (await answer.json()) as { value: T & { error?: string; message?: string } };
  if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
