import type { LaunchOptions } from "@playwright/test";

/** How the machine's own Chromium is started: by `cargo xtask`, which finds or installs it. */
export function chromiumOptions(): LaunchOptions {
  const executablePath = process.env["CHROMIUM"];
  if (!executablePath) throw new Error("$CHROMIUM is not set; run this through `cargo xtask`");
  const args = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Whoever asks another host gets no answer, wherever the request comes from.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
  ];
  // Chromium's sandbox refuses to run as root, as in a container.
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  return { executablePath, args };
}
