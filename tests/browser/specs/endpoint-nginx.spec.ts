import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { expect, test } from "../support/test.ts";
import { startBackend } from "../support/backend.ts";
import { DIST } from "../support/paths.ts";
import { Store } from "../support/store.ts";
import { smallTempo } from "../support/tempo.ts";

test("the example of nginx serves page and endpoint on one host", async ({ page, watch }, info) => {
  test.skip(spawnSync("nginx", ["-v"]).error !== undefined, "nginx is not installed");
  const tempo = await startBackend({ cors: null });
  smallTempo(tempo, 3);
  const port = await freePort();
  const folder = info.outputPath("nginx");
  mkdirSync(folder, { recursive: true });
  const example = readFileSync(resolve(process.cwd(), "../../docs/nginx.conf"), "utf8")
    .replace("listen 8080", `listen 127.0.0.1:${port}`)
    .replace("/srv/spanscope/dist", DIST)
    .replace("http://127.0.0.1:3200/", `${tempo.origin}/`);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${join(folder, name)};`);
  // As root its workers would be of another user, who may not read the folder.
  const user = process.getuid?.() === 0 ? "user root;" : "";
  const conf = `daemon off; ${user} pid ${join(folder, "pid")}; error_log stderr;
    events {} http { include /etc/nginx/mime.types; access_log off; ${temporary.join(" ")} ${example} }`;
  writeFileSync(join(folder, "nginx.conf"), conf);
  const nginx = spawn("nginx", ["-c", join(folder, "nginx.conf"), "-p", folder], { stdio: "inherit" });
  const origin = `http://127.0.0.1:${port}`;
  watch.allow(new RegExp(origin));
  try {
    await expect.poll(() => fetch(`${origin}/index.html`).then((answer) => answer.status, () => 0)).toBe(200);
    await page.goto(`${origin}/index.html#/store?endpoint=/tempo`);
    const store = new Store(page);
    await expect(store.rows).toHaveCount(3);
    await store.rows.first().getByRole("link").click();
    await expect(page.getByRole("treegrid", { name: "Waterfall" })).toContainText("Load cart");
  } finally {
    nginx.kill("SIGQUIT");
    await tempo.close();
  }
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
