import { expect, it } from '@jest/globals';
import { attr, html, jsonForScript, markup } from '../../../components/view/html.js';
import { moduleElementHtml, moduleHtml } from '../../../components/view/module-html.js';
import { moduleView } from '../../../components/view/module-view.js';
import type { TableView } from '../../../components/view/module-view.types.js';
import * as fixtures from '../fixtures/modules.js';

const EVIL = '</script><img src=x onerror="alert(1)">\'&';

it('escapes every value but markup', () => {
  expect(String(html`<p title="${EVIL}">${EVIL}${[1, null, false, markup('<b>x</b>')]}</p>`)).toBe(
    '<p title="&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;">' +
      '&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;1<b>x</b></p>',
  );
});

it('writes an attribute, its name alone, or nothing', () => {
  expect(String(html`<a${attr('title', EVIL)}></a>`)).toBe(
    '<a title="&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;"></a>',
  );
  expect([attr('min', 0), attr('alt', ''), attr('open', true)].join()).toBe(' min="0", alt="", open');
  expect([attr('open', false), attr('open', null), attr('open', undefined)].join('')).toBe('');
});

it('writes JSON that cannot close its element', () => {
  const text = String(jsonForScript({ name: EVIL }));
  expect(text).not.toContain('<');
  expect(JSON.parse(text)).toEqual({ name: EVIL });
});

it('writes no text of an answer as markup', () => {
  const data = fixtures.takeUp({ title: EVIL });
  const evil = { ...data, freshness: data.freshness && { ...data.freshness, text: EVIL } };
  const text = String(moduleElementHtml(evil, { service: EVIL }, moduleHtml(moduleView(evil))));
  expect(text).not.toContain('<img');
  expect(text.match(/<script/g)).toHaveLength(1);
});

it('is complete without JavaScript', () => {
  const view = moduleView(fixtures.takeUp(), { headingLevel: 3 });
  const text = String(moduleHtml(view, { svg: markup('<svg></svg>'), captions: ['Grey: not provided.'] }));
  for (const part of [
    '<h3 class="perf-heading">',
    '56.8%',
    'Better',
    '<svg>',
    '<table',
    '<details',
    'scope="row"',
    'Grey: not provided.',
    'digital-take-up.csv',
  ]) {
    expect(text).toContain(part);
  }
  expect(text).not.toMatch(/style=|<script|<input|on\w+=/);
});

it('opens the details and shows the table as the view where asked', () => {
  const data = fixtures.takeUp();
  const opened = String(moduleHtml(moduleView(data), { isOpen: true }));
  expect(opened).toMatch(/<details class="perf-details perf-wide"\s+open>/);
  expect(String(moduleHtml(moduleView(data)))).not.toContain('open>');
  const table = String(moduleHtml(moduleView(data, { view: 'table' })));
  expect(table.indexOf('<table')).toBeLessThan(table.indexOf('<details'));
  expect(table.match(/<table/g)).toHaveLength(1);
});

it('writes attributes as they are on the tag', () => {
  const text = String(
    moduleElementHtml(
      fixtures.takeUp(),
      { service: 'a', 'no-chart': true, by: null, portfolio: false, 'heading-level': 3 },
      html``,
    ),
  );
  expect(text).toMatch(/^<perf-module service="a" no-chart heading-level="3">/);
});

it('makes a table that may scroll a stop for the keyboard, and no other', () => {
  const view = moduleView(fixtures.takeUp());
  const few = { ...view.table!, columns: ['a', 'b'], rows: view.table!.rows.slice(0, 8) };
  const stops = (table: TableView): number =>
    String(moduleHtml({ ...view, table })).match(/tabindex="0"/g)?.length ?? 0;
  expect([stops(few), stops({ ...few, columns: ['a', 'b', 'c'] }), stops(view.table!)]).toEqual([0, 1, 1]);
});
