/** The links by which a page asks for its one figure while it is read, before its script has run. */
import { LAYOUT_WIDTHS } from '../../../components/charts/spec/layout.js';
import { addressOf } from '../../../components/loader/question.js';
import { askedBy } from '../../../components/loader/tags.js';
import { markup, type Markup } from '../../../components/view/html.js';
import { preloadSnippet } from '../frame/embed-snippet.js';

type Attributes = readonly (readonly [string, string | null])[];

/** A module as wide as the page is drawn narrow below this width of the window, its margins counted, in CSS pixels. */
const WIDE_WINDOW = 512;

/** A tag as the loader reads it, without a page around it. */
function tagOf(attributes: Attributes): HTMLElement {
  const written = new Map(attributes.map(([name, value]) => [name, value ?? '']));
  return Object.create({
    // In whatever case, as of HTML.
    getAttribute: (name: string) => written.get(name.toLowerCase()) ?? null,
    matches: () => written.get('lang') === 'cy',
    querySelector: () => null,
  }) as HTMLElement;
}

interface Preloaded {
  /** Whom the elements ask. */
  endpoint: string;
  /** Address of the elements' style sheets. */
  sheets: string;
}

/** @returns null where the loader leaves the module to its element */
export function figurePreload(attributes: Attributes, { endpoint, sheets }: Preloaded): Markup | null {
  const asked = askedBy(tagOf(attributes));
  if (!asked) return null;
  const answerAt = (width: number): string => addressOf(endpoint, [{ ...asked.request, width }]);
  const links = [
    preloadSnippet({ href: answerAt(LAYOUT_WIDTHS.wide), media: `(min-width: ${WIDE_WINDOW}px)` }),
    preloadSnippet({ href: answerAt(LAYOUT_WIDTHS.narrow), media: `(max-width: ${WIDE_WINDOW - 0.02}px)` }),
    preloadSnippet({ href: sheets, isModule: true }),
  ];
  return markup(links.join('\n'));
}
