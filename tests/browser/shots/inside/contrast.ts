import type { Fault } from "./faults.ts";
import { colour, hex, over, ratio, type Colour } from "./colour.ts";
import { outwards, path, pieces, short } from "./pieces.ts";

/** WCAG 2.2, level AA: for text, and for large text. */
const NEEDED = 4.5;
const NEEDED_LARGE = 3;
/** 18 points, and 14 points when bold. */
const LARGE_PX = 24;
const LARGE_BOLD_PX = 18.66;

/** Texts that stand out too little from what is behind them. */
export function contrast(): Fault[] {
  const faults = new Map<Element, Fault>();
  const check = (element: Element, text: string, css: string, box: DOMRect) => {
    // What is out of use need not be read.
    if (faults.has(element) || element.closest(":disabled, [aria-disabled=true]")) return;
    const behind = background(element, box);
    if (!behind) return;
    const [red, green, blue, alpha] = colour(css);
    const front = over([red, green, blue, alpha * opacity(element)], behind);
    const found = ratio(front, behind);
    const needed = isLarge(element) ? NEEDED_LARGE : NEEDED;
    if (found >= needed) return;
    const measured = `${found.toFixed(2)} of ${needed}: ${hex(front)} on ${hex(behind)}`;
    faults.set(element, { kind: "contrast", where: path(element), text: short(text), measured });
  };
  for (const { element, text, boxes } of pieces()) {
    const style = getComputedStyle(element);
    const css = element instanceof SVGElement ? style.fill : style.color;
    check(element, text, css, boxes[0]!);
  }
  for (const field of document.querySelectorAll<HTMLInputElement>("input[placeholder]")) {
    if (field.value || !field.checkVisibility({ visibilityProperty: true })) continue;
    const css = getComputedStyle(field, "::placeholder").color;
    check(field, field.placeholder, css, field.getBoundingClientRect());
  }
  return [...faults.values()];
}

/** What is behind the middle of an element's text; `undefined` when something else covers the text there. */
function background(element: Element, box: DOMRect): Colour | undefined {
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const isInWindow = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
  if (!isInWindow || outwards(element).some((around) => getComputedStyle(around).pointerEvents === "none")) {
    return flatten(outwards(element));
  }
  const stack = document.elementsFromPoint(x, y);
  const at = stack.indexOf(element);
  return at < 0 ? undefined : flatten(stack.slice(at));
}

/** Backgrounds on one another, the front first. */
function flatten(layers: Element[]): Colour {
  const colours: Colour[] = [];
  for (const layer of layers) {
    const [red, green, blue, alpha] = colour(getComputedStyle(layer).backgroundColor);
    const seen = alpha * opacity(layer);
    if (seen > 0) colours.push([red, green, blue, seen]);
    if (seen >= 1) break;
  }
  return colours.reduceRight((back, front) => over(front, back), colour("Canvas"));
}


/** How much of an element is seen through everything around it. */
function opacity(element: Element): number {
  return outwards(element).reduce((product, around) => product * Number(getComputedStyle(around).opacity), 1);
}

function isLarge(element: Element): boolean {
  const { fontSize, fontWeight } = getComputedStyle(element);
  const px = parseFloat(fontSize);
  return px >= LARGE_PX || (px >= LARGE_BOLD_PX && Number(fontWeight) >= 700);
}
