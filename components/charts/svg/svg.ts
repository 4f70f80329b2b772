import type { SvgNode } from './svg-tree.js';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Characters that no XML document may hold, not even escaped: https://www.w3.org/TR/xml/#charsets. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const escapeText = (text: string): string =>
  text.replace(FORBIDDEN, '\ufffd').replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');

/** The picture as SVG text, for files and for HTML written on a server. Text is escaped; there is no other markup. */
export function svgText({ tag, attributes, children }: SvgNode): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeText(value)}"`);
  const inner = children.map((child) => (typeof child === 'string' ? escapeText(child) : svgText(child)));
  const open = `<${tag}${written.join('')}`;
  return inner.length === 0 ? `${open}/>` : `${open}>${inner.join('')}</${tag}>`;
}

const NAMESPACE = 'http://www.w3.org/2000/svg';

/** The picture as elements: no markup is parsed, so it works under Trusted Types. */
export function svgElement({ tag, attributes, children }: SvgNode, document: Document): SVGElement {
  const element = document.createElementNS(NAMESPACE, tag) as SVGElement;
  for (const [name, value] of Object.entries(attributes)) {
    if (name !== 'xmlns') element.setAttribute(name, value);
  }
  for (const child of children) {
    element.append(typeof child === 'string' ? child : svgElement(child, document));
  }
  return element;
}
