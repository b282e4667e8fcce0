/** Milliseconds from a new brush, as the address has it, to the repainted comparison. */
export async function repaintMs(fragment: string): Promise<number> {
  const view = document.querySelector(".compare-view")!;
  const figures = () => view.querySelector(".compare-gap")?.textContent;
  const before = figures();
  const from = performance.now();
  const changed = new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      const now = figures();
      if (!now || now === before) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(view, { childList: true, characterData: true, subtree: true });
  });
  location.hash = fragment;
  await changed;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - from;
}
