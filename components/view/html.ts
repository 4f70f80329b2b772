/** Text that is markup: made by `html`, or declared to be by `markup`. */
export class Markup {
  constructor(private readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

export type HtmlPart = Markup | string | number | false | null | undefined | readonly HtmlPart[];

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes for text and for quoted attribute values. */
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);

/** Declares `text` to be markup: only for what this code has made, such as the chart's SVG. */
export const markup = (text: string): Markup => new Markup(text);

/**
 * A template tag whose every value is escaped, unless it is Markup. Lists are joined; false, null and undefined write
 * nothing. Values stand in text or inside quotes, never elsewhere.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlPart[]): Markup {
  let text = strings[0] ?? '';
  values.forEach((value, index) => {
    text += textOf(value) + (strings[index + 1] ?? '');
  });
  return new Markup(text);
}

/**
 * An attribute that may be absent, with the space before it: nothing for false, null and undefined, the name alone for
 * true. The name is written as it is.
 */
export function attr(name: string, value: string | number | boolean | null | undefined): Markup {
  if (value === false || value === null || value === undefined) return new Markup('');
  return new Markup(value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`);
}

function textOf(value: HtmlPart): string {
  if (value === false || value === null || value === undefined) return '';
  if (value instanceof Markup) return value.toString();
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return value.map(textOf).join('');
}

/** JSON for a `<script type="application/json">`: no `<` in it, so nothing can close the element. */
export const jsonForScript = (value: unknown): Markup =>
  new Markup(JSON.stringify(value).replaceAll('<', '\\u003c'));
