import type { ModuleData } from '../formatting/types.js';
import { ROOM_CSS } from '../styles/host-css.js';
import { elementOf } from './draw.js';
import { askPage, type Drawn } from './question.js';
import { askedBy, drawnWidth, type Asked } from './tags.js';

/** What the loader has begun for a page. */
export interface Painting {
  asking: readonly (Asked & { tag: Element })[];
  /** In the same order. */
  results: Promise<readonly ModuleData[]>;
  /** Settles when all is drawn that could be. */
  drawn: Promise<unknown>;
  /** The elements do not come: what is drawn stays without what only they can do, and the fallback without its room. */
  leave(): void;
}

/**
 * As many as stand on a first screen, however high it is: a page can ask for them before it has a height
 * (docs/embedding.md, "A step earlier").
 */
const MOST_DRAWN = 6;

interface Asking extends Asked {
  tag: HTMLElement;
  root: ShadowRoot | null;
}

function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

/** The element's own shadow root before it is defined: the fallback, in the room that the module will take. */
function reserve(tag: HTMLElement, room: CSSStyleSheet): ShadowRoot {
  const root = tag.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [room];
  root.append(document.createElement('slot'));
  return root;
}

const definition = (): unknown => customElements.get('perf-module');

/**
 * Asks the one question of the page and draws what the server answers, before the elements are there.
 * @param fetchSheets their style sheets
 * @returns null if there is nothing to ask
 */
export function paint(endpoint: string, fetchSheets: () => Promise<readonly string[]>): Painting | null {
  // A frame decides what its modules ask, together with all others: that is left to the elements.
  if (document.querySelector('perf-dashboard perf-module')) return null;
  const room = sheetOf(ROOM_CSS);
  const tags = [...document.querySelectorAll<HTMLElement>('perf-module,perf-figure')];
  // The server takes no longer list in one question.
  const asking = tags.slice(0, 100).flatMap((tag): Asking[] => {
    const asked = askedBy(tag);
    return asked ? [{ ...asked, tag, root: tag.matches('perf-module') ? reserve(tag, room) : null }] : [];
  });
  if (!asking.length) return null;
  // Once there is room for all of them. What stands further down is drawn by the elements, when a reader comes near.
  for (const { tag, request, root } of asking.slice(0, MOST_DRAWN)) {
    const width = root && drawnWidth(tag);
    if (width) request['width'] = width;
  }
  let show!: (drawn: readonly Drawn[]) => void;
  const drawings = new Promise<readonly Drawn[]>((settle) => (show = settle));
  const results = askPage(
    endpoint,
    asking.map(({ request }) => request),
    show,
  );
  const sheets = fetchSheets().then((texts) => texts.map(sheetOf));
  const draw = ([made, adopted]: [readonly Drawn[], CSSStyleSheet[]]): Promise<unknown> =>
    Promise.all(
      asking.map(async ({ tag, root, level }, index) => {
        // What stands on the first screen is laid out and shown before the rest is made.
        await (tag.getBoundingClientRect().top > innerHeight &&
          new Promise((settle) => setTimeout(settle, 40)));
        const drawing = made[index]!.drawing;
        if (!root || !drawing || definition()) return;
        root.adoptedStyleSheets = adopted;
        root.replaceChildren(elementOf(drawing, level));
      }),
    );
  return {
    asking,
    results,
    // Without an answer there are none, and one that is late is left to the elements.
    drawn: Promise.all([
      Promise.race([
        drawings,
        results.then(() => drawings),
        new Promise<never>((_, fail) => setTimeout(fail, 4000)),
      ]),
      sheets,
    ])
      .then(draw)
      .catch(() => null),
    leave: () => {
      for (const { root } of asking) {
        if (!root || definition()) continue;
        if (!root.querySelector('figure')) root.adoptedStyleSheets = [];
        root.querySelector('[inert]')?.remove();
      }
    },
  };
}
