// Waits, inside the page, for what follows from a click.

declare global {
  interface Window {
    opened?: Promise<number>;
  }
}

/**
 * From the next click on, waits until rows of a waterfall stand there and the frame with them is painted. Both moments
 * are marked in what the browser records.
 */
export function awaitRows(clickMark: string, paintMark: string) {
  window.opened = new Promise((resolve) => {
    let clicked = 0;
    const onClick = ({ timeStamp }: MouseEvent) => {
      performance.mark(clickMark);
      clicked = timeStamp;
    };
    document.addEventListener("click", onClick, { capture: true, once: true });
    const look = () => {
      if (clicked === 0 || !document.querySelector(".waterfall-scroll [role=row][aria-level]")) {
        requestAnimationFrame(look);
        return;
      }
      // Comes behind the painting of the frame.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        performance.mark(paintMark);
        resolve(performance.now() - clicked);
      };
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  });
}

/** The milliseconds from that click to that frame. */
export function openedMs(): Promise<number> {
  return window.opened ?? Promise.reject(new Error("Nothing is awaited"));
}
