import type { ModuleRequest } from '../client/request.js';
import type { ModuleData } from '../formatting/types.js';
import { ROOM_CSS } from '../styles/host-css.js';
import { elementOf } from './draw.js';
import { askPage, type DrawnModule } from './question.js';
import { headingLevel, isDrawable, placeOf, requestOf, type Place } from './tags.js';

/** What the loader has begun for a page. */
export interface Painting {
  requests: readonly ModuleRequest[];
  /** In the order of the requests. */
  results: Promise<readonly ModuleData[]>;
  /** Settles when all is drawn that could be. */
  drawn: Promise<unknown>;
  /** The elements do not come: what is drawn stays without what only they can do, and the fallback without its room. */
  leave(): void;
}

interface Asking {
  tag: HTMLElement;
  request: ModuleRequest;
  root: ShadowRoot | null;
  place: Place;
}

const PLACES = ['narrow', 'wide', 'modules'] as const;
/** Longest list the server takes in one question. */
const MOST_REQUESTS = 100;

function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

/** The element's own shadow root before it is defined: the fallback, in the room that the module will take. */
function reserve(tag: HTMLElement): ShadowRoot {
  const root = tag.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheetOf(ROOM_CSS)];
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
  const tags = [...document.querySelectorAll<HTMLElement>('perf-module,perf-figure')];
  const asking = tags.flatMap((tag): Asking[] => {
    const request = requestOf(tag);
    const root = request && isDrawable(tag) ? reserve(tag) : null;
    return request ? [{ tag, request, root, place: 'modules' }] : [];
  });
  if (!asking.length) return null;
  for (const each of asking) if (each.root) each.place = placeOf(each.tag);
  const inOrder: Asking[] = [];
  const variables: Partial<Record<Place, ModuleRequest[]>> = {};
  for (const place of PLACES) {
    const own = asking.slice(0, MOST_REQUESTS).filter((each) => each.place === place);
    variables[place] = own.map(({ request }) => request);
    inOrder.push(...own);
  }
  const sheets = fetchSheets();
  const results = askPage(endpoint, variables).then((answer) => PLACES.flatMap((place) => answer[place]));
  const draw = ([made, texts]: [readonly DrawnModule[], readonly string[]]): void => {
    const adopted = texts.map(sheetOf);
    inOrder.forEach(({ tag, root }, index) => {
      const drawing = made[index]?.drawing;
      const element = root && drawing && !definition() && elementOf(drawing, headingLevel(tag));
      if (!element) return;
      root.adoptedStyleSheets = adopted;
      root.replaceChildren(element);
    });
  };
  return {
    requests: inOrder.map(({ request }) => request),
    results,
    drawn: Promise.all([results, sheets])
      .then(draw)
      .catch(() => undefined),
    leave: () => {
      for (const { root } of asking) {
        if (!root || definition()) continue;
        if (root.querySelector('figure')) root.querySelector('[inert]')?.setAttribute('hidden', '');
        else root.adoptedStyleSheets = [];
      }
    },
  };
}
