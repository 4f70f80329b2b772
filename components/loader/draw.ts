import type { DrawingNode } from '../formatting/drawing-types.js';

const SVG = 'http://www.w3.org/2000/svg';

/** Of which a drawing consists; what else is in one is left out with all that it holds. */
const TAGS =
  /^(a|caption|circle|d[dlt]|details|div|figure|g|h[1-6]|input|label|li|p|path|rect|slot|span|strong|summary|svg|table|tbody|t[dhr]|text|thead|ul)$/;
const ATTRIBUTES =
  /^((aria|fill|font|stroke|text)-\w+|class|[cdr]?[xy]?|[xy][12]|fill|height|id|inert|lang|max|min|name|part|role|scope|stroke|transform|type|value|viewBox|width)$/;
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
  for (const child of children)
    element.append(typeof child === 'string' ? child : elementOf(child, level, isSvg));
  return element;
}
