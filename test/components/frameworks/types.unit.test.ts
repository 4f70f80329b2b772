/** The types that the package brings for frameworks: what they let through here is compiled with the tests. */
import { expect, test } from '@jest/globals';
import type { JSX as Preact } from 'preact';
import type { JSX as React } from 'react';
import type { SvelteHTMLElements } from 'svelte/elements';
import type { GlobalComponents } from 'vue';
import '../../../components/frameworks/preact.js';
import '../../../components/frameworks/react.js';
import '../../../components/frameworks/svelte.js';
import '../../../components/frameworks/vue.js';

type Vue<Tag extends keyof GlobalComponents> = InstanceType<GlobalComponents[Tag]>['$props'];

const shared = { service: 'carers-allowance', metric: 'transactions', 'compare-to': 'previous-year' };
const own = { compareTo: 'previous-year', noChart: true, refreshEvery: 60, headingLevel: '3' } as const;

test('know properties, attributes, events and what HTML has, and nothing else', () => {
  const react: React.IntrinsicElements['perf-module'] = {
    ...shared,
    ...own,
    className: 'wide',
    'onperf-select': ({ detail }) => detail.index?.toFixed(),
  };
  const preact: Preact.IntrinsicElements['perf-module'] = {
    ...shared,
    ...own,
    class: 'wide',
    'onperf-select': ({ detail }) => detail.index?.toFixed(),
  };
  const svelte: SvelteHTMLElements['perf-module'] = {
    ...shared,
    ...own,
    class: 'wide',
    'onperf-select': ({ detail }) => detail.index?.toFixed(),
  };
  const vue: Vue<'perf-module'> = {
    ...shared,
    ...own,
    class: 'wide',
    onPerfSelect: ({ detail }) => detail.index?.toFixed(),
  };
  const others: [
    React.IntrinsicElements['perf-figure'],
    Preact.IntrinsicElements['perf-dashboard'],
    SvelteHTMLElements['perf-services'],
  ] = [
    { layout: 'inline', sparkline: true },
    { noPicker: '', 'no-picker': true },
    { orderBy: 'name', first: 20 },
  ];
  // @ts-expect-error there is no such attribute
  const unknown: React.IntrinsicElements['perf-module'] = { metirc: 'transactions' };
  // @ts-expect-error a method is no property
  const method: SvelteHTMLElements['perf-module'] = { refresh: 60 };
  // @ts-expect-error it is a number
  const wrong: Vue<'perf-module'> = { headingLevel: 'two' };
  expect([react, preact, svelte, vue, ...others, unknown, method, wrong].every(Boolean)).toBe(true);
});
