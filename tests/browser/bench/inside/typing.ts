// Waits, inside the page, for what follows from a key.

declare global {
  interface Window {
    repainted?: Promise<number>;
  }
}

/**
 * From the next key on, waits until the line above the list says something else, which it does together with the rows,
 * and the frame with it is painted. Both moments are marked in what the browser records.
 */
export function awaitRepaint(keyMark: string, paintMark: string) {
  const line = document.querySelector(".list-bar [role=status]");
  if (!line) throw new Error("The list is not there");
  window.repainted = new Promise((resolve) => {
    let pressed = 0;
    const onKey = ({ timeStamp }: KeyboardEvent) => {
      performance.mark(keyMark);
      pressed = timeStamp;
    };
    document.addEventListener("keydown", onKey, { capture: true, once: true });
    const observer = new MutationObserver(() => {
      observer.disconnect();
      requestAnimationFrame(() => {
        // Comes behind the painting of the frame.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          performance.mark(paintMark);
          resolve(performance.now() - pressed);
        };
        port2.postMessage(null);
      });
    });
    observer.observe(line, { characterData: true, childList: true, subtree: true });
  });
}

/** The milliseconds from that key to that frame. */
export function repaintMs(): Promise<number> {
  return window.repainted ?? Promise.reject(new Error("Nothing is awaited"));
}
