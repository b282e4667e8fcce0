// A list that does nothing but be scrolled: the least that a page of rows in the document can cost. Runs in the page.

const SLOTS = 60;

/** The size of the list it is compared with, and how it uses its rows again. */
export interface Measures {
  rows: number;
  row_px: number;
  width_px: number;
  height_px: number;
  /** A row in sight keeps its elements; otherwise the first elements show the first row in sight, and so on. */
  keeps: boolean;
}

interface Slot {
  row: HTMLElement;
  texts: Text[];
  bar: HTMLElement;
  shows: number;
}

/** Builds the list: 60 rows of six elements, which are used again for whatever is in sight. */
export function bareList({ rows, row_px, width_px, height_px, keeps }: Measures) {
  const box = document.createElement("div");
  box.id = "bare";
  box.style.cssText = `width:${width_px}px;height:${height_px}px;overflow-y:auto;position:relative;font:13px sans-serif`;
  const content = document.createElement("div");
  content.style.cssText = `height:${rows * row_px}px;position:relative;contain:strict`;
  const slots = Array.from({ length: SLOTS }, () => slot(row_px));
  content.append(...slots.map(({ row }) => row));
  box.append(content);
  document.body.replaceChildren(box);
  let asked = false;
  const draw = () => {
    asked = false;
    const first = Math.max(0, Math.floor(box.scrollTop / row_px) - 5);
    for (let nth = 0; nth < SLOTS && first + nth < rows; nth += 1) {
      const index = first + nth;
      show(slots[keeps ? index % SLOTS : nth]!, index, row_px);
    }
  };
  box.addEventListener("scroll", () => {
    if (!asked) requestAnimationFrame(draw);
    asked = true;
  });
  draw();
}

function slot(row_px: number): Slot {
  const row = document.createElement("div");
  row.style.cssText = `position:absolute;left:0;right:0;height:${row_px}px;display:grid;grid-template-columns:18rem 5rem 1fr`;
  const name = document.createElement("div");
  const texts = [0, 1, 2].map(() => document.createTextNode(""));
  const [service, operation] = [document.createElement("b"), document.createElement("span")];
  service.append(texts[0]!);
  operation.append(texts[1]!);
  name.append(service, operation);
  const duration = document.createElement("div");
  duration.append(texts[2]!);
  const bar = document.createElement("div");
  bar.style.cssText = "height:12px;background:#47c;transform-origin:left";
  row.append(name, duration, bar);
  return { row, texts, bar, shows: -1 };
}

function show(slot: Slot, index: number, row_px: number) {
  if (slot.shows === index) return;
  slot.shows = index;
  slot.row.style.transform = `translateY(${index * row_px}px)`;
  slot.texts[0]!.data = `service ${index % 9} `;
  slot.texts[1]!.data = `operation ${index}`;
  slot.texts[2]!.data = `${index % 977} ms`;
  slot.bar.style.transform = `scaleX(${(index % 89) / 89})`;
}
