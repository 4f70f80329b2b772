/** A page of a hundred charts with our elements, and as a tutorial would write it for the same data. */
import { build } from 'esbuild';
import type { ModuleData } from '../../components/formatting/types.js';
import { DAILY } from './data.js';

const MODULES = 100;
/** Each module asks for one point less than the one before it: no two questions are equal. */
const MOST_POINTS = 4_000;
/** Of one answer: what did not fit is asked for again. */
const MOST_POINTS_AN_ANSWER = 100_000;

interface NaiveChart {
  title: string;
  points: { date: string; value: number | null }[];
}

const requests = Array.from({ length: MODULES }, (_, index) => ({
  service: DAILY,
  metric: 'transactions',
  period: 'DAY',
  last: MOST_POINTS - index,
}));

const AT_ONCE = Math.floor(MOST_POINTS_AN_ANSWER / MOST_POINTS);

/** How many questions it takes, each of as many modules as fit into its answer. */
export function questionsNeeded(): number {
  let [questions, points] = [1, 0];
  for (const { last } of requests) {
    if (points + last > MOST_POINTS_AN_ANSWER) [questions, points] = [questions + 1, 0];
    points += last;
  }
  return questions;
}

/** The data of the naive page: what the API answers for the same questions. */
async function naiveData(port: number): Promise<NaiveChart[]> {
  const query = `query ($requests: [ModuleRequest!]!) { modules(requests: $requests) {
    metric { label } series { starts lines { role values } } error { message } } }`;
  const modules: ModuleData[] = [];
  for (let from = 0; from < requests.length; from += AT_ONCE) {
    const some = requests.slice(from, from + AT_ONCE);
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { requests: some } }),
    });
    const { data } = (await answer.json()) as { data: { modules: ModuleData[] } };
    modules.push(...data.modules);
  }
  return modules.map(({ metric, series, error }, index) => {
    if (error || !series) throw new Error(`module ${index}: ${error?.message ?? 'no series'}`);
    const { values } = series.lines.find(({ role }) => role === 'PRIMARY')!;
    return {
      title: metric!.label,
      points: series.starts.map((start, at) => ({
        date: `${start}T00:00:00.000Z`,
        value: values[at] ?? null,
      })),
    };
  });
}

/** As tutorials have it: labels are texts, everything is drawn at once, and moves. */
const NAIVE = `
import Chart from 'chart.js/auto';
const charts = await (await fetch('/data.json')).json();
for (const { title, points } of charts) {
  const canvas = document.body.appendChild(document.createElement('div')).appendChild(document.createElement('canvas'));
  new Chart(canvas, {
    type: 'line',
    data: { labels: points.map((point) => point.date), datasets: [{ label: title, data: points.map((point) => point.value) }] },
  });
}
requestAnimationFrame(() => requestAnimationFrame(() => { window.isThere = true; }));
`;

const frame = (body: string, script: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Bench</title><style>body{width:60rem;margin:auto}</style><script type="module" src="${script}"></script></head><body>${body}</body></html>`;

const TAGS = requests
  .map(
    ({ last }) =>
      `<perf-module service="${DAILY}" metric="transactions" period="day" last="${last}"><a href="/x">Transactions</a></perf-module>`,
  )
  .join('\n');

/** Files of the host by path: `/ours`, `/naive` and what that one names; and how many points the charts have together. */
export async function hundredCharts(
  port: number,
): Promise<{ files: Record<string, { type: string; body: string }>; points: number }> {
  const { outputFiles } = await build({
    stdin: { contents: NAIVE, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  const data = await naiveData(port);
  const html = 'text/html; charset=utf-8';
  return {
    files: {
      '/ours': { type: html, body: frame(TAGS, `http://127.0.0.1:${port}/embed.js`) },
      '/naive': { type: html, body: frame('', '/naive.js') },
      '/naive.js': { type: 'text/javascript', body: outputFiles[0].text },
      '/data.json': { type: 'application/json', body: JSON.stringify(data) },
    },
    points: data.reduce((sum, { points }) => sum + points.length, 0),
  };
}
