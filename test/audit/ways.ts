/** Each way to meet a module of a kind, and how a test finds that it holds: the columns of docs/states.md. */
import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { ModuleData } from '../../components/formatting/types.js';
import { type Kind, KINDS, kindPath } from '../../demo/kinds.js';
import { emptyData, failedData, lateData } from '../../demo/states.js';

/** What a way is tried on. */
interface Trial {
  kind: Kind;
  platform: string;
  /** The gallery's page of all kinds, with scripts. */
  gallery: Page;
  /** A page in a browser without JavaScript. */
  still: Page;
}

export interface Way {
  name: string;
  /** Why a kind has no such thing; null = it has. */
  lacks?(kind: Kind): string | null;
  holds(trial: Trial): Promise<void>;
}

const moduleOf = ({ gallery, kind }: Trial): Locator =>
  gallery.locator('perf-module').nth(KINDS.indexOf(kind));

const withoutChart = ({ attributes: { view } }: Kind): string | null =>
  view === 'table' || view === 'figure' ? `shown as ${view}` : null;
const withoutTable = ({ attributes: { view } }: Kind): string | null =>
  view === 'figure' ? 'shown as figure' : null;

async function fileOf({ platform, kind }: Trial, form: string, type: string): Promise<Buffer> {
  const path = kindPath(kind, form);
  const answer = await fetch(platform + path);
  expect([path, answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([path, 200, type]);
  return Buffer.from(await answer.arrayBuffer());
}

const dataOf = async (trial: Trial): Promise<ModuleData> =>
  JSON.parse((await fileOf(trial, '.json', 'application/json')).toString()) as ModuleData;

/** A module of the kind with this data, at the end of the gallery's page. */
async function handedIn(trial: Trial, data: ModuleData): Promise<Locator> {
  const { chart = '', view = '' } = trial.kind.attributes;
  await trial.gallery.evaluate(
    ({ data, chart, view }) => {
      document.querySelector('#handed')?.remove();
      const element = document.createElement('perf-module');
      Object.assign(element, { id: 'handed', chart, view, innerHTML: '<a href="/">The figure</a>' });
      document.querySelector('main')!.append(element);
      element.data = data as never;
    },
    { data, chart, view } as never,
  );
  return trial.gallery.locator('#handed');
}

const DIGIT = /\d/;

export const WAYS: readonly Way[] = [
  {
    name: 'Chart',
    lacks: withoutChart,
    async holds(trial) {
      await moduleOf(trial).scrollIntoViewIfNeeded();
      const picture = moduleOf(trial).locator('.perf-picture').first();
      // Under the pointer the interactive chart lies over it.
      const shapes = picture.locator('svg').first().locator('path, rect, line, polyline, circle');
      await shapes.nth(2).waitFor({ state: 'attached' });
      expect(await picture.locator('svg, canvas').filter({ visible: true }).count()).toBeGreaterThan(0);
    },
  },
  {
    name: 'Table',
    lacks: withoutTable,
    async holds(trial) {
      const module = moduleOf(trial);
      const summary = module.locator('summary').first();
      // With the keyboard: what comes into view may still be drawn, and move what a pointer aims at.
      if (await summary.isVisible()) await summary.press('Enter');
      await module.locator('tbody tr').first().waitFor();
      // What explains the headline has a table of its own.
      const tables = await module.locator('table').count();
      expect(await module.locator('caption').count()).toBe(tables);
      expect(await module.locator('tbody').first().innerText()).toMatch(DIGIT);
      if (await summary.isVisible()) await summary.click();
    },
  },
  {
    name: 'SVG',
    async holds(trial) {
      const [svg, data] = [String(await fileOf(trial, '.svg', 'image/svg+xml')), await dataOf(trial)];
      expect(svg).toMatch(/<(path|rect|line|polyline)/);
      expect(svg).toContain('<desc');
      expect(svg.replaceAll('&amp;', '&')).toContain(data.series!.narrative.slice(0, 40));
    },
  },
  {
    name: 'PNG',
    async holds(trial) {
      const png = await fileOf(trial, '.png', 'image/png');
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      // Width and height stand in the header; a picture of nothing but white would be smaller.
      expect(png.readUInt32BE(16)).toBeGreaterThan(600);
      expect(png.length).toBeGreaterThan(5_000);
    },
  },
  {
    name: 'CSV',
    async holds(trial) {
      const lines = String(await fileOf(trial, '.csv', 'text/csv'))
        .trim()
        .split(/\r?\n/);
      expect(lines[0]).toContain('subject_type,subject,name,metric,period,start');
      expect(lines.length).toBeGreaterThan(1);
    },
  },
  {
    name: 'No JavaScript',
    async holds(trial) {
      await trial.still.goto(trial.platform + kindPath(trial.kind));
      const figure = trial.still.locator('perf-module figure').first();
      expect(await figure.locator('.perf-number').innerText()).toMatch(DIGIT);
      expect(await figure.locator('.perf-summary').innerText()).toMatch(DIGIT);
      expect(await figure.locator('svg').count()).toBeGreaterThan(0);
      expect(await figure.locator('tbody tr').count()).toBeGreaterThan(0);
    },
  },
  {
    name: 'Print',
    async holds(trial) {
      const module = moduleOf(trial);
      await trial.gallery.emulateMedia({ media: 'print' });
      try {
        if (!withoutTable(trial.kind)) await module.locator('tbody td').first().waitFor();
        expect(await module.getByRole('slider').filter({ visible: true }).count()).toBe(0);
        expect(await module.locator('[part~="value"]').first().isVisible()).toBe(true);
      } finally {
        await trial.gallery.emulateMedia({ media: 'screen' });
      }
    },
  },
  {
    name: 'Forced colours',
    async holds(trial) {
      await trial.gallery.emulateMedia({ forcedColors: 'active' });
      try {
        expect(await foreignColours(moduleOf(trial))).toEqual([]);
        expect(await partsAlike(moduleOf(trial))).toEqual([]);
      } finally {
        await trial.gallery.emulateMedia({ forcedColors: 'none' });
      }
    },
  },
  {
    name: 'Empty',
    async holds(trial) {
      const module = await handedIn(trial, emptyData(await dataOf(trial)));
      await module.locator('.perf-is-empty .perf-notice').first().waitFor();
      expect(await module.locator('.perf-number').count()).toBe(0);
    },
  },
  {
    name: 'Late',
    async holds(trial) {
      const module = await handedIn(trial, lateData(await dataOf(trial)));
      expect(await module.locator('.perf-is-late .perf-notice-late').first().innerText()).toContain('Late');
      expect(await module.locator('.perf-number').first().innerText()).toMatch(DIGIT);
    },
  },
  {
    name: 'Failed',
    async holds(trial) {
      const module = await handedIn(trial, failedData(await dataOf(trial)));
      await module.locator('.perf-notice-failed').waitFor();
      expect(await module.locator('a').first().isVisible()).toBe(true);
      expect(await module.locator('.perf-number').count()).toBe(0);
    },
  },
];

/** Texts that keep a colour of their own where the reader's system has set all colours. */
const foreignColours = (module: Locator): Promise<string[]> =>
  module.evaluate((element) => {
    const probe = document.body.appendChild(document.createElement('p'));
    const systems = ['CanvasText', 'LinkText', 'GrayText', 'ButtonText', 'HighlightText', 'Highlight'].map(
      (name) => {
        probe.style.color = name;
        return getComputedStyle(probe).color;
      },
    );
    probe.remove();
    const texts = [...(element.shadowRoot?.querySelectorAll('svg text, .perf-number, .perf-summary') ?? [])];
    return texts.flatMap((each) => {
      const { fill, color } = getComputedStyle(each);
      const used = each.localName === 'text' ? fill : color;
      return systems.includes(used) ? [] : [`${each.textContent}: ${used}`];
    });
  });

/** Parts of a picture that can be told apart by nothing but a colour, which is one for all of them then. */
const partsAlike = (module: Locator): Promise<string[]> =>
  module.evaluate((element) => {
    const seen = new Map<string, string>();
    const alike: string[] = [];
    for (const part of element.shadowRoot?.querySelectorAll('svg rect, svg path') ?? []) {
      const ink = /perf-f-(series-\d|other)/.exec(part.getAttribute('class') ?? '')?.[1];
      if (!ink) continue;
      const { fill, fillOpacity, strokeDasharray } = getComputedStyle(part);
      const look = [fill, fillOpacity, strokeDasharray].join(' ');
      if ((seen.get(look) ?? ink) !== ink) alike.push(`${ink} is like ${seen.get(look)}: ${look}`);
      seen.set(look, ink);
    }
    return [...new Set(alike)];
  });

/** docs/states.md, from the same table that the test walks. */
export function statesDocument(): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const reasons = WAYS.map(({ lacks }) => lacks);
  const lines = KINDS.map((kind) =>
    row([kind.name, ...reasons.map((lacks) => (lacks?.(kind) ? `– (${lacks(kind)})` : 'yes'))]),
  );
  return `# Kinds of modules and their states

Each kind of module, and each way to meet it. A test in Chromium tries every “yes” of this table on a running platform;
the table is written from what the test tries. \`npm run demo\` shows all of it in the gallery.

${row(['Kind', ...WAYS.map(({ name }) => name)])}
${row(['---', ...WAYS.map(() => '---')])}
${lines.join('\n')}

What each state looks like:

- **Empty**: nothing has ever been published. No number, no chart; a sentence says so.
- **Late**: the newest figures should be there and are not. The last ones stay, and a notice says what was due when.
- **Failed**: the answer is an error, or none came. The link that the page’s author wrote stays, with the reason.
- **Missing, suppressed, incomplete**: words in place of the number, never 0; the chart has a gap.
- **Loading**: the author’s link, with room kept for what is to come.
`;
}
