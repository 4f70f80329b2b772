import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Route } from 'playwright-core';
import type { Session } from './session.js';

/** A page while its elements are yet to come. */
export function beforeElements(session: Session) {
  /** Name of the file that holds the elements: the largest but chart.js. */
  function elementsFile(): string {
    const [version = ''] = readdirSync(join(session.embed, 'embed'));
    const folder = join(session.embed, 'embed', version);
    const sizes = readdirSync(folder)
      .filter((name) => /^chunk.*\.js$/.test(name))
      .map((name) => ({ name, size: statSync(join(folder, name)).size }));
    return sizes.sort((a, b) => b.size - a.size)[0]!.name;
  }

  /** Holds the elements back. @returns lets them come */
  async function withoutElements(): Promise<() => Promise<void>> {
    const waiting: Route[] = [];
    let isOpen = false;
    await session.page.route(`**/${elementsFile()}`, (route) =>
      isOpen ? route.continue() : void waiting.push(route),
    );
    return async () => {
      isOpen = true;
      await Promise.all(waiting.map((route) => route.continue()));
    };
  }

  const drawn = (index = 0): Promise<void> =>
    session.shown(index).locator('figure.perf-base').waitFor({ state: 'attached' });

  /** Where everything of the modules stands and how it is painted, module by module. */
  const looks = (): Promise<string[][]> =>
    session.page.evaluate(() =>
      [...document.querySelectorAll('perf-module')].map((each) => {
        const origin = each.getBoundingClientRect();
        const shown = [
          ...each.shadowRoot!.querySelectorAll(
            'figure, figure *:not(slot, .perf-layer, .perf-lines, .perf-lines *)',
          ),
        ];
        return shown.flatMap((element) => {
          if (!element.checkVisibility()) return [];
          const { x, y, width, height } = element.getBoundingClientRect();
          const { color, fill, stroke, font, visibility } = getComputedStyle(element);
          const box = [x - origin.x, y - origin.y, width, height].map((number) => number.toFixed(1));
          const text = element.childElementCount ? '' : element.textContent;
          return [element.localName, ...box, color, fill, stroke, font, visibility, text].join(' ');
        });
      }),
    );

  return { drawn, elementsFile, looks, withoutElements };
}
