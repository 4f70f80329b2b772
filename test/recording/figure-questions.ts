/** Figures in every period, split, chart and format, at addresses made from what there is. */
import {
  splitsOf,
  wordOf,
  type Content,
  type FigureAddress,
  type MetricFacts,
  type Splits,
} from './content.js';
import type { Asker, Question } from './questions.js';
import { round, sample, turned } from './sampling.js';

const CHARTS = ['line', 'stacked', 'share', 'bar', 'funnel', 'multiples', 'uptime'];
const COMPARISONS = ['previous-period', 'previous-year', 'none'];
export const RANGES = ['last-3-months', 'last-12-months', 'last-3-years', 'all'];
const VIEWS = ['chart', 'table', 'figure'];
const FILES = ['.html', '.json', '.csv', '.svg'];

/** Each is answered 400, or says why it is of no use. */
export const BAD_WORDS = [
  'period=fortnight',
  'last=0',
  'last=many',
  'by=no-such-part',
  'from=yesterday',
  'from=2026-03-14',
  'period=month&from=2026-01-01&to=2025-01-01',
  'top=2',
  'by=service&top=0',
  'chart=pie',
  'view=cinema',
  'compare-to=heaven',
  'lang=fr',
  'as-of=once',
  'as-of=1999-01-01',
  'since=2025-13-01',
  'since=2025-06-01&until=2025-01-01',
  'range=long',
  'range=all&from=2025-01-01',
  'split-on=2025-06-01&compare-to=previous-year',
  'split-on=2025-02-30',
  'working&by=no-such-part',
];

interface Words {
  /** Every period and split: each metric is asked with them. */
  first: string[];
  /** These together are asked of the first metric, some of them of each other one. */
  more: string[];
}

/** What of a figure can be asked for that fits it. */
function fittingWords({ periods }: MetricFacts, { starts, dimensions }: Splits, asOf: string): Words {
  const start = (share: number): string => starts[Math.floor(starts.length * share)] ?? '2025-01-01';
  const day = (share: number): string => start(share).slice(0, 10);
  const words = periods.map(wordOf);
  const middle = words[Math.floor(words.length / 2)];
  const first = [
    'working',
    ...words.map((period) => `period=${period}`),
    ...dimensions.flatMap((by) => [`by=${by}`, `by=${by}&top=2&lang=cy`]),
  ];
  const more = [
    ...words.map((period) => `period=${period}&last=3&compare-to=previous-year`),
    ...words.map((period) => `working&period=${period}`),
    ...dimensions.flatMap((by) => [
      `by=${by}&period=${words.at(-1)}&last=2`,
      ...CHARTS.map((chart) => `by=${by}&chart=${chart}`),
    ]),
    ...CHARTS.map((chart) => `chart=${chart}`),
    ...VIEWS.map((view) => `view=${view}`),
    ...COMPARISONS.map((comparison) => `compare-to=${comparison}`),
    ...RANGES.map((range) => `range=${range}`),
    'lang=cy',
    'lang=cy&compare-to=previous-period&last=4',
    'last=1',
    `from=${start(0.3)}&to=${start(0.7)}`,
    `from=${start(0.5)}`,
    `to=${start(0.5)}`,
    `since=${day(0.4)}&until=${day(0.8)}`,
    `since=${day(0.6)}`,
    `until=${day(0.2)}`,
    `split-on=${day(0.6)}`,
    `since=${day(0.2)}&split-on=${day(0.7)}`,
    `as-of=${asOf}`,
    `working&as-of=${asOf}`,
    `as-of=${asOf}T08:00:00Z`,
    `made-for=${words[0]}&period=${middle}&from=${start(0.4)}&to=${start(0.6)}&by=&last=`,
    `made-for=${words[0]}&period=${words[0]}&last=5&compare-to=none&since=&until=&view=`,
  ];
  return { first, more };
}

const withWords = (path: string, words: string): Question => ({ path: words ? `${path}?${words}` : path });

/** One figure in all formats, and as a page or in one of them with each of the words. */
function figure(path: string, words: readonly string[], suffix: () => string): Question[] {
  const picture = words.find((word) => /by=.*chart=|view=figure/.test(word));
  return [
    ...['', ...FILES, '.png'].map((format) => ({ path: path + format })),
    ...(picture ? [withWords(`${path}.png`, picture)] : []),
    ...words.map((word) => withWords(path + (word.includes('working') ? '' : suffix()), word)),
  ];
}

export interface FigureSizes {
  /** A metric's services, organisations and groups that are asked about a little. */
  others: number;
  /** Number of words that are tried of those that not every figure is asked with. */
  words: number;
  /** A day between two submissions. */
  asOf: string;
}

const countBy = (figures: readonly FigureAddress[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { kind, slug } of figures)
    counts.set(`${kind}/${slug}`, (counts.get(`${kind}/${slug}`) ?? 0) + 1);
  return counts;
};

export async function figureQuestions(
  asker: Asker,
  content: Content,
  sizes: FigureSizes,
): Promise<Question[]> {
  const { metrics, figures } = content;
  const counts = countBy(figures);
  const questions: Question[] = [];
  const suffix = round(['', '.html', '', '.json', '', '.csv', '.svg']);
  for (const [place, metric] of metrics.entries()) {
    const own = figures.filter((each) => each.metric === metric.key);
    const ofKind = (kind: string): FigureAddress[] => own.filter((each) => each.kind === kind);
    const richness = ({ kind, slug }: FigureAddress): number => counts.get(`${kind}/${slug}`)!;
    const [main] = [...ofKind('services')].sort((a, b) => richness(b) - richness(a));
    if (main) {
      const { first, more } = fittingWords(metric, await splitsOf(asker, main), sizes.asOf);
      const isFirst = place === 0;
      const some = isFirst ? more : turned(more, place * sizes.words, sizes.words);
      const bad = isFirst ? BAD_WORDS : turned(BAD_WORDS, place * 2, 2);
      questions.push(...figure(main.path, [...first, ...some, ...bad], suffix));
    }
    const others = ['services', 'organisations', 'groups', 'portfolio'].flatMap((kind) =>
      sample(ofKind(kind), kind !== 'portfolio' ? sizes.others : place % 3 ? 0 : 1),
    );
    for (const [at, other] of others.entries()) {
      const { first, more } = fittingWords(metric, await splitsOf(asker, other), sizes.asOf);
      const words = [...first, ...more];
      const word = words[(place * 11 + at * 5) % words.length];
      questions.push(withWords(other.path, ''), withWords(other.path + suffix(), word));
    }
  }
  return questions;
}
