/** A metric while it is defined: what its form holds, and what files would say. */
import type { Written } from '../../../modules/stored-definition.js';
import type { Words } from '../draft.js';
import { welsh } from '../draft.js';

const KINDS = ['ratio', 'total', 'mean', 'score', 'quantile', 'shareWithin'] as const;
export type FormulaKind = (typeof KINDS)[number];

export const kindIn = (words: Words): FormulaKind | undefined => KINDS.find((kind) => kind === words.kind);

/** The sides of a ratio. */
const SIDES = ['numerator', 'denominator'] as const;
export type Side = (typeof SIDES)[number];

/** What a metric holds: its words, and the categories that were ticked or weighed. */
export interface MetricWords {
  words: Words;
  /** By the side of a ratio, `channel digital`: categories that count, or do not. */
  ticked: Readonly<Record<Side, readonly string[]>>;
  /** By `rating 1`. */
  weights: Readonly<Record<string, string>>;
}

const WEIGHT = 'weight ';
export const weightName = (category: string): string => `${WEIGHT}${category}`;
export const tickName = (side: Side): string => `${side}-category`;

/** What a form says. */
export function metricOfForm(fields: URLSearchParams): MetricWords {
  const words: Record<string, string> = {};
  const weights: Record<string, string> = {};
  for (const [name, value] of fields) {
    const text = value.replace(/\r\n?/g, '\n').trim();
    if (text === '' || SIDES.some((side) => tickName(side) === name)) continue;
    if (name.startsWith(WEIGHT)) weights[name.slice(WEIGHT.length)] = text;
    else words[name] = text;
  }
  const ticked = (side: Side): string[] => fields.getAll(tickName(side));
  return { words, weights, ticked: { numerator: ticked('numerator'), denominator: ticked('denominator') } };
}

/** `channel digital` → channel, digital. Names of dimensions have no blank. */
const categoryOf = (text: string): [dimension: string, value: string] => {
  const at = text.indexOf(' ');
  return [text.slice(0, at), text.slice(at + 1)];
};

function termOf({ words, ticked }: MetricWords, side: Side): Written {
  const measure = words[side];
  const part = words[`${side}-part`];
  const chosen = ticked[side].map(categoryOf);
  const [first] = chosen;
  if ((part !== 'only' && part !== 'except') || !first) return { measure };
  const [dimension] = first;
  const values = chosen.filter(([own]) => own === dimension).map(([, value]) => value);
  return { measure, dimension, [part]: values };
}

function formulaOf(metric: MetricWords): Written | undefined {
  const { words, weights } = metric;
  const kind = kindIn(words);
  switch (kind) {
    case undefined:
      return undefined;
    case 'total':
    case 'shareWithin':
      return { [kind]: { measure: words.measure } };
    case 'mean':
      return { mean: { sum: words.sum, count: words.count } };
    case 'quantile': {
      const percent = words.percent?.replace(/\s*%$/, '');
      const share = percent === undefined || percent === '' ? undefined : Number(percent) / 100;
      return { quantile: { measure: words.measure, quantile: Number.isNaN(share) ? percent : share } };
    }
    case 'ratio':
      return {
        ratio: {
          numerator: termOf(metric, 'numerator'),
          denominator: termOf(metric, 'denominator'),
          scale: words.scale,
        },
      };
    case 'score': {
      const given = Object.entries(weights).map(
        ([category, weight]) => [...categoryOf(category), weight] as const,
      );
      const dimension = given[0]?.[0];
      return {
        score: {
          measure: words.measure,
          dimension,
          weights: given.filter(([own]) => own === dimension).map(([, value, weight]) => ({ value, weight })),
        },
      };
    }
  }
}

const textIn = (words: Words, name: string): unknown => {
  const cy = words[welsh(name)];
  return cy === undefined ? words[name] : { en: words[name], cy };
};

/** A line that stands for no text, so that the others keep their places. */
const NONE = '-';

const lines = (text: string | undefined): string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** As files have it. */
export function definitionOfMetric(metric: MetricWords): Written {
  const { words } = metric;
  const caveats = lines(words.caveats);
  const caveatsCy = lines(words['caveats-cy']);
  const breakdown = words['breakdown-by'] && {
    metric: words['breakdown-metric'],
    by: words['breakdown-by'],
    top: words['breakdown-top'],
  };
  const story = {
    companions: words.companions?.split(/[\s,]+/),
    breakdown: breakdown || undefined,
    shortfall: textIn(words, 'shortfall'),
    cases: textIn(words, 'cases'),
  };
  return {
    key: words.key,
    owner: words.owner,
    label: textIn(words, 'label'),
    description: textIn(words, 'description'),
    unit: words.unit,
    direction: words.direction,
    caveats:
      caveats.length > 0
        ? caveats.map((en, at) => (caveatsCy[at] && caveatsCy[at] !== NONE ? { en, cy: caveatsCy[at] } : en))
        : undefined,
    formula: formulaOf(metric),
    periods: words.periods?.split(/\s+/),
    'default-period': words['default-period'],
    story: Object.values(story).some((value) => value !== undefined) ? story : undefined,
  };
}

const asText = (value: unknown): { en?: string; cy?: string } =>
  typeof value === 'object' && value !== null
    ? value
    : value === undefined
      ? {}
      : { en: String(value as string) };

type Term = { measure: string; dimension?: string; only?: string[]; except?: string[] };

/** To go on with what is stored, as `writtenMetric` writes it. */
export function metricOfDefinition(written: Written): MetricWords {
  const words: Record<string, string> = {};
  const put = (name: string, value: unknown): void => {
    if (value === undefined || value === null) return;
    words[name] = Array.isArray(value) ? value.join(' ') : String(value as string | number);
  };
  const putText = (name: string, value: unknown): void => {
    const { en, cy } = asText(value);
    put(name, en);
    put(welsh(name), cy);
  };
  for (const name of ['key', 'owner', 'unit', 'direction', 'default-period', 'periods'])
    put(name, written[name]);
  for (const name of ['label', 'description']) putText(name, written[name]);
  const caveats = ((written.caveats ?? []) as unknown[]).map(asText);
  if (caveats.length > 0) put('caveats', caveats.map(({ en }) => en).join('\n'));
  if (caveats.some(({ cy }) => cy)) put('caveats-cy', caveats.map(({ cy = NONE }) => cy).join('\n'));
  const { companions, breakdown, shortfall, cases } = (written.story ?? {}) as Record<string, unknown>;
  put('companions', companions);
  for (const [name, value] of Object.entries((breakdown ?? {}) as Written)) put(`breakdown-${name}`, value);
  putText('shortfall', shortfall);
  putText('cases', cases);
  const [[kind, formula] = ['', {}]] = Object.entries((written.formula ?? {}) as Record<string, Written>);
  put('kind', kind);
  const weights: Record<string, string> = {};
  const ticked: Record<Side, string[]> = { numerator: [], denominator: [] };
  if (kind === 'ratio') {
    put('scale', formula.scale);
    for (const side of SIDES) {
      const { measure, dimension, only, except } = formula[side] as Term;
      put(side, measure);
      put(`${side}-part`, only ? 'only' : except ? 'except' : undefined);
      ticked[side] = (only ?? except ?? []).map((value) => `${dimension} ${value}`);
    }
  } else if (kind === 'score') {
    put('measure', formula.measure);
    for (const { value, weight } of formula.weights as { value: string; weight: number }[]) {
      weights[`${String(formula.dimension as string)} ${value}`] = String(weight);
    }
  } else if (kind === 'quantile') {
    put('measure', formula.measure);
    put('percent', Number((Number(formula.quantile) * 100).toPrecision(12)));
  } else for (const [name, value] of Object.entries(formula)) put(name, value);
  return { words, weights, ticked };
}

/** The field that a problem is about: `formula.ratio.numerator.only` is one of the numerator. */
export function fieldOf(path: string): string {
  const [first = '', second = '', third = '', ...rest] = path.split('.');
  const isWelsh = (word: string): boolean => word === 'cy';
  if (first === 'formula') {
    if (third === '') return 'kind';
    if (third === 'dimension' && second === 'score') return 'weights';
    if (second === 'quantile' && third === 'quantile') return 'percent';
    return third;
  }
  if (first === 'caveats') return rest.length > 0 || isWelsh(third) ? 'caveats-cy' : 'caveats';
  if (first === 'story') {
    if (second === 'breakdown') return 'breakdown-by';
    return isWelsh(third) ? welsh(second) : second;
  }
  return isWelsh(second) ? welsh(first) : first || 'label';
}
