/** Pages of strangers: every element in every kind of container, under the styles that a page may hand down. */

const CARERS = 'service="carers-allowance"';

/** What stands in each container. */
export const ELEMENTS: Readonly<Record<string, string>> = {
  'perf-module': `<perf-module ${CARERS} metric="transactions" period="month" compare-to="previous-year"><a href="/a">Transactions</a></perf-module>`,
  'perf-figure': `<perf-figure ${CARERS} metric="digital-take-up" period="quarter" sparkline><a href="/b">Take-up</a></perf-figure>`,
  'perf-dashboard': `<perf-dashboard service="renew-tax-disc"><a href="/c">Renew a tax disc</a></perf-dashboard>`,
  'perf-services': `<perf-services first="2" metrics="transactions"><a href="/d">Services</a></perf-services>`,
};

/** Declarations of the box around an element, and of the element itself. Most of them shrink to fit what they hold. */
const BOXES: Readonly<Record<string, [box: string, element?: string]>> = {
  block: [''],
  'flex-item': ['display: flex'],
  'flex-column': ['display: flex; flex-direction: column; align-items: flex-start'],
  'inline-flex': ['display: inline-flex'],
  'grid-max-content': ['display: grid; grid-template-columns: max-content'],
  'grid-start': ['display: grid; justify-items: start'],
  'table-cell': ['display: table-cell'],
  float: ['display: flow-root', 'float: left'],
  dialog: ['position: static; width: fit-content; border: 0; padding: 0'],
  'inline-block': ['display: inline-block'],
  absolute: ['position: absolute'],
  'fit-content': ['width: fit-content'],
};
export const CONTAINERS = Object.keys(BOXES);

/** What the page hands down to all that it holds. */
const DOWN = {
  plain: '',
  nowrap: 'body { white-space: nowrap }',
  capitals: `body {
    text-transform: uppercase; letter-spacing: .3em; word-spacing: 1em; text-indent: 2em; text-align: center;
    text-shadow: 2px 2px red; font: italic small-caps 700 30px/3 serif; stroke: red; stroke-width: 3px; fill: lime; text-anchor: end;
    word-break: break-all; -webkit-text-stroke: 1px blue; list-style: square; border-collapse: separate; border-spacing: 20px; quotes: none }`,
  rtl: '',
  dark: 'body { background: #1d1d2b; color: #eeeef5; --perf-surface: #1d1d2b; --perf-ink: #eeeef5 }',
} as const;
export type Way = keyof typeof DOWN | 'shadow' | 'iframe';
export const WAYS = [...Object.keys(DOWN), 'shadow', 'iframe'] as Way[];

const room = (container: string): string => {
  const held = Object.entries(ELEMENTS).map(([, html]) => {
    const name = container === 'dialog' ? 'dialog open' : 'div';
    return `<div class="room"><${name} class="${container}">${html}</${name.split(' ')[0]}></div>`;
  });
  return `<section id="${container}">${held.join('')}</section>`;
};

const STYLES = [
  '.room { width: 900px; margin: 0 0 20px; position: relative; min-height: 10px }',
  '#absolute .room { height: 900px; overflow: auto }',
  ...Object.entries(BOXES).flatMap(([name, [box, element = '']]) => [
    `.${name} { ${box} }`,
    `.${name} > * { ${element} }`,
  ]),
].join('\n');

/** Moves what the page holds into the shadow root of a box. */
const INTO_SHADOW = `<script>
  for (const section of document.querySelectorAll('section')) {
    const root = section.attachShadow({ mode: 'open' });
    root.append(document.querySelector('style').cloneNode(true), ...section.childNodes);
  }
</script>`;

/** @returns the body and head of a page with every element in the containers */
export function containersPage(
  way: Exclude<Way, 'iframe'>,
  script: string,
  containers: readonly string[] = CONTAINERS,
): { head: string; body: string; html?: string } {
  const styles = `<style>${STYLES}\n${way === 'shadow' ? '' : DOWN[way]}</style>`;
  return {
    ...(way === 'rtl' && { html: 'dir="rtl" lang="ar"' }),
    head: styles + script,
    body: containers.map(room).join('') + (way === 'shadow' ? INTO_SHADOW : ''),
  };
}
