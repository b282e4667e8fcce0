import type { Fault } from "./faults.ts";
import { outwards, path, pieces, short, type Piece } from "./pieces.ts";

/** Boxes are rounded to whole pixels in some places and not in others. */
const ROUNDING_PX = 1;
/** A line's box is higher than its letters, so that this much of it may be cut off unseen. */
const UNSEEN_SHARE = 0.2;

/** Texts that do not fit where they stand, and are not meant to end in an ellipsis. */
export function clipped(): Fault[] {
  const faults = new Map<Element, Fault>();
  for (const piece of pieces()) {
    const measured = tooWide(piece) ?? cutOff(piece);
    if (measured) {
      faults.set(piece.element, { kind: "clipped", where: path(piece.element), text: short(piece.text), measured });
    }
  }
  return [...faults.values(), ...placeholders()];
}

/** The block that holds the text is narrower than the text. */
function tooWide({ element, boxes }: Piece): string | undefined {
  const block = outwards(element).find((around) => getComputedStyle(around).display !== "inline");
  if (!block || block.scrollWidth <= block.clientWidth + ROUNDING_PX || isHiddenOnPurpose(block)) return undefined;
  const style = getComputedStyle(block);
  if (scrolls(style.overflowX) || style.textOverflow === "ellipsis") return undefined;
  // Other content may be what makes the block wide.
  const edge = block.getBoundingClientRect().right;
  if (!boxes.some((box) => box.right > edge + ROUNDING_PX)) return undefined;
  return `${block.scrollWidth} px of content in ${block.clientWidth} px`;
}

/** Something around the text cuts a part of it off. */
function cutOff({ element, boxes }: Piece): string | undefined {
  let ellipsis = false;
  for (const around of outwards(element)) {
    const style = getComputedStyle(around);
    if (scrolls(style.overflowX) || scrolls(style.overflowY) || isHiddenOnPurpose(around)) return undefined;
    if (isMovedByHand(around)) return undefined;
    ellipsis ||= style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
    const hides = style.overflowX !== "visible" || style.overflowY !== "visible";
    if (!hides || ellipsis || style.display === "inline") continue;
    const edge = around.getBoundingClientRect();
    for (const box of boxes.filter((box) => !isParked(box))) {
      const across = Math.max(box.right - edge.right, edge.left - box.left);
      if (across > ROUNDING_PX) return `${Math.round(across)} px cut off at the side by ${path(around)}`;
      const down = Math.max(box.bottom - edge.bottom, edge.top - box.top);
      if (down > box.height * UNSEEN_SHARE) return `${Math.round(down)} px of its height cut off by ${path(around)}`;
    }
  }
  return undefined;
}

/** Fields whose hint is longer than they are. */
function placeholders(): Fault[] {
  const pen = document.createElement("canvas").getContext("2d");
  return [...document.querySelectorAll<HTMLInputElement>("input[placeholder]")].flatMap((field) => {
    const style = getComputedStyle(field);
    if (!pen || field.value || !field.checkVisibility() || style.textOverflow === "ellipsis") return [];
    pen.font = style.font;
    const textPx = pen.measureText(field.placeholder).width;
    const roomPx = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    if (textPx <= roomPx + ROUNDING_PX) return [];
    const measured = `hint of ${Math.round(textPx)} px in ${Math.round(roomPx)} px`;
    return [{ kind: "clipped" as const, where: path(field), text: short(field.placeholder), measured }];
  });
}

function scrolls(overflow: string): boolean {
  return overflow === "auto" || overflow === "scroll";
}

/** A picture in a box that takes every drag for itself: what lies outside comes into sight as in a box that scrolls. */
function isMovedByHand(around: Element): boolean {
  const box = around instanceof SVGSVGElement ? around.parentElement : null;
  return box !== null && getComputedStyle(box).touchAction === "none";
}

/** Beyond the top or the left no one can scroll: what lies there waits for its time, such as a link that a key shows. */
function isParked(box: DOMRect): boolean {
  return box.bottom <= 0 || box.right <= 0;
}

/** Words for screen readers alone stand in a box of a pixel. */
function isHiddenOnPurpose(element: Element): boolean {
  const box = element.getBoundingClientRect();
  return box.width <= 1 || box.height <= 1;
}
