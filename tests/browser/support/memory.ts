import type { Page } from "@playwright/test";

/** Known in the engine's worker: started again, it gives what was started. */
declare const wasm_bindgen: () => Promise<{ memory: WebAssembly.Memory }>;

/** What the engine holds: its memory, which never shrinks, and the store in it. */
export async function memory(page: Page): Promise<{ peak: number; store: number; spans: number }> {
  const [worker] = page.workers();
  return await worker!.evaluate(async () => {
    const scope = self as unknown as { postMessage(message: object): void };
    const { memory } = await wasm_bindgen();
    const peak = memory.buffer.byteLength;
    // Asked in the page's place; the answer does not leave the worker.
    const post = scope.postMessage;
    const reply = await new Promise<string>((resolve) => {
      scope.postMessage = (message) => {
        if ("reply" in message) resolve(String(message.reply));
      };
      self.dispatchEvent(new MessageEvent("message", { data: { id: -1, request: JSON.stringify("summary") } }));
    });
    scope.postMessage = post;
    const { store_bytes: store, spans } = JSON.parse(reply).summary;
    return { peak, store, spans };
  });
}
