/** What assistive technology is told in each state. After a change that is meant: jest -u, and read the difference. */
import { expect, test } from '@jest/globals';
import type { ModuleData } from '../../components/formatting/types.js';
import { failedData, statesOf } from '../../demo/states.js';
import { Session } from '../components/elements/session.js';
import { byChannel, takeUp } from '../components/fixtures/modules.js';

const session = new Session();

/** Nobody answers there, nor refuses: without data an element goes on loading. */
const SILENT = 'http://192.0.2.1/graphql';

const STATES: { name: string; data: ModuleData | null; view?: string }[] = [
  ...statesOf(takeUp()).filter(({ name }) => name !== 'A long name'),
  { name: 'Failed', data: failedData(takeUp()) },
  { name: 'Loading', data: null },
  { name: 'Several lines', data: byChannel() },
  { name: 'Table', data: takeUp(), view: 'table' },
];

test.each(STATES)('$name', async ({ data, view = '' }) => {
  await session.open('<main></main>');
  await session.page.route(`${SILENT}**`, () => undefined);
  await session.page.waitForFunction(() => customElements.get('perf-module'));
  await session.page.evaluate(
    ({ data, view, endpoint }) => {
      const element = document.createElement('perf-module');
      Object.assign(element, { service: 'a', metric: 'b', endpoint, view });
      element.append(Object.assign(document.createElement('a'), { href: '/', textContent: 'The figure' }));
      document.querySelector('main')!.append(element);
      if (data) element.data = data as never;
    },
    { data, view, endpoint: SILENT } as never,
  );
  await session
    .shown()
    .locator(data ? '.perf-base:not(.perf-is-loading)' : '.perf-base')
    .first()
    .waitFor();
  if (data?.series?.starts.length) await session.shown().locator('details, table').first().waitFor();
  expect(await session.shown().ariaSnapshot()).toMatchSnapshot();
});

test('there are thirteen', () => expect(STATES).toHaveLength(13));
