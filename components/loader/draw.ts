import type { DrawingNode } from '../formatting/drawing-types.js';

const SVG = 'http://www.w3.org/2000/svg';

/** Of which a drawing consists; what else is in one is left out with all that it holds. */
const TAGS =
  /^(a|caption|circle|d\w+|figure|g|h\d|input|label|li|p|path|rect|s(lot|pan|trong|ummary|vg)|t\w+|ul)$/;
/** All but those of these tags that could run, style or fetch something. */
const ATTRIBUTES = /^(?!on|s(rc|tyle)|\w*(href|action))[\w-]+$/;
const WEB_ADDRESS = /^https?:/;

/**
 * Makes elements of a drawing: no part of it is parsed as markup, so there is nothing for Trusted Types to forbid.
 * @param level of the heading
 */
export function elementOf(
  [tag, attributes, ...children]: DrawingNode,
  level: string,
  isInSvg = false,
): Element | '' {
  if (!TAGS.test(tag)) return '';
  const isSvg = isInSvg || tag === 'svg';
  const name = attributes['class'] === 'perf-heading' ? `h${level}` : tag;
  const element = isSvg ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [name, value] of Object.entries(attributes)) {
    // Where the slider stands is for the CSSOM, which no content security policy forbids.
    if (/^--_/.test(name)) (element as HTMLElement).style.setProperty(name, value);
    else if (name === 'href' ? WEB_ADDRESS.test(value) : ATTRIBUTES.test(name))
      element.setAttribute(name, value);
  }
  const fill = (): void => {
    for (const child of children)
      element.append(typeof child === 'string' ? child : elementOf(child, level, isSvg));
  };
  // What nobody sees yet, a table of all values among it, does not hold up what is seen.
  if (attributes['class'] === 'perf-inside') setTimeout(fill, 40);
  else fill();
  return element;
}
