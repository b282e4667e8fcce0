/** A text as it lies on the page. */
export interface Piece {
  /** The element it belongs to. */
  element: Element;
  text: string;
  /** A box a line, relative to the window. */
  boxes: DOMRect[];
}

/** Texts that are no part of what is shown. */
const APART = "script, style, noscript, template, canvas, title, option";

/** All texts that are shown; with a modal dialog only the dialog's, since the rest is out of use. */
export function pieces(): Piece[] {
  const root = document.querySelector("dialog:modal") ?? document.body;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Piece[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = (node.textContent ?? "").replace(/\s+/g, " ").trim();
    if (!element || !text || element.closest(APART)) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
    if (boxes.length > 0) found.push({ element, text, boxes });
  }
  return found;
}

/** The element and those around it, from the inside out. */
export function outwards(element: Element): Element[] {
  const all: Element[] = [];
  for (let at: Element | null = element; at; at = at.parentElement) all.push(at);
  return all;
}

/** A short path of selectors. */
export function path(element: Element): string {
  return outwards(element)
    .slice(0, 3)
    .map((part) => {
      const id = part.id ? `#${part.id}` : "";
      const classes = [...part.classList].map((name) => `.${name}`).join("");
      return part.localName + id + classes;
    })
    .toReversed()
    .join(" > ");
}

/** A text that is short enough for a line. */
export function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
