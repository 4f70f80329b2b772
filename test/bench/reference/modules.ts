/**
 * The reference for the modules of a dashboard: two statements for all of them (what the data sets are, and their
 * observations), the numbers by hand. Only words come from the project's own formatting: they must be the same.
 */
import type { Database } from 'better-sqlite3';
import { formatChange } from '../../../components/formatting/changes.js';
import { formatFreshness } from '../../../server/wording/freshness.js';
import { formatFigure } from '../../../components/formatting/missing.js';
import type { Narrated } from '../../../server/wording/narrative/narrated.js';
import { formatNarrative, formatSummary } from '../../../server/wording/narrative/narrative.js';
import { figurePath, subjectPath } from '../../../components/formatting/paths.js';
import { figureQuery } from '../../../server/modules/module-address.js';
import { formatReason } from '../../../server/wording/reasons.js';
import { BUILT_IN_METRICS } from '../../../server/metrics/builtin/builtin.js';
import { addMonths } from '../../../server/metrics/calendar.js';
import { LICENCE, PUBLIC_URL } from '../processes.js';
import type { ModuleParameters, ReferenceParameters } from '../questions.js';
import { changeOf, type ChangeNumbers } from './changes.js';
import {
  DATA_SETS,
  definitionsIn,
  freshnessOf,
  labelled,
  OBSERVATIONS,
  span,
  type DataSet,
  type Definition,
  type Row,
} from './module-rows.js';
import { columnsOf, METRICS, type Columns, type Months, type Observed } from './months.js';
import { storyOf, type StoryPart } from './story.js';
import { flagWords } from './words.js';

const lineOf = (columns: Columns, indexes: readonly number[], key: string, label: string, role: string) => ({
  key,
  label,
  role,
  values: indexes.map((index) => columns.values[index]),
  numerators: indexes.map((index) => columns.numerators[index]),
  denominators: indexes.map((index) => columns.denominators[index]),
  place: null,
  shares: indexes.map((index) => columns.shares[index]),
  statuses: indexes.map((index) => columns.statuses[index]),
  flags: indexes.map((index) => flagWords(columns.bits[index])),
  provided: indexes.map((index) => columns.provided[index]),
  expected: indexes.map((index) => columns.expected[index]),
  joined: indexes.map((index, at) => {
    const isThere = (of: number): boolean => columns.values[of] !== null;
    return at > 0 && isThere(index) && isThere(indexes[at - 1]);
  }),
  lowerBounds: null,
});

const BUILT_IN = new Map(BUILT_IN_METRICS.map((metric) => [metric.key, metric]));

/** A module with the months it shows (their first days) and, before them, those they are compared with. */
class Module {
  readonly #definition: Definition;
  readonly #count: number;
  readonly #months: number[];
  readonly #columns: Columns;
  readonly #changes: ChangeNumbers[];

  constructor(
    private readonly asked: ModuleParameters,
    private readonly dataSets: readonly DataSet[],
    private readonly definitions: ReadonlyMap<string, Definition>,
    private readonly months: readonly Months[],
  ) {
    this.#definition = definitions.get(asked.metric)!;
    this.#count = asked.last;
    const newest = Math.min(...dataSets.map((dataSet) => dataSet.newest));
    const length = asked.last + 12;
    this.#months = Array.from({ length }, (_, index) => addMonths(newest, index - length + 1));
    this.#columns = columnsOf(METRICS[asked.metric], months, this.#months);
    const rules = { ...this.#definition, isSample: METRICS[asked.metric].isSample };
    this.#changes = this.#shown().map((index) => changeOf(this.#columns, index, index - 12, rules));
  }

  #shown(): number[] {
    return Array.from({ length: this.#count }, (_, index) => index + 12);
  }

  #figure(index: number) {
    const { values, statuses, bits, numerators, denominators, provided, expected, shares } = this.#columns;
    const { key, unit } = this.#definition;
    const [value, status] = [values[index], statuses[index]];
    const coverage = { provided: provided[index], expected: expected[index], share: shares[index] };
    const options = { metric: key, kind: 'SERVICE' as const, period: 'MONTH' as const, coverage };
    return {
      value,
      status,
      flags: flagWords(bits[index]),
      formatted: formatFigure({ value, status }, unit, options),
      numerator: numerators[index],
      denominator: denominators[index],
      coverage,
      target: null,
    };
  }

  answer(now: number): object {
    const { metric, service, last, period, compareTo } = this.asked;
    const [first] = this.dataSets;
    const definition = this.#definition;
    const { key, unit, label } = definition;
    const spans = this.#months.map((month) => span(month, 'MONTH'));
    const shown = this.#shown();
    const places = shown.map((_, place) => place);
    const starts = shown.map((index) => spans[index].start);
    const ends = shown.map((index) => spans[index].end);
    const newest = shown.at(-1)!;
    const figure = this.#figure(newest);
    const change = { ...this.#changes.at(-1)!, matched: null, comparedWith: spans[newest - 12] };
    const reason = (of: ChangeNumbers, index: number): string | null =>
      of.reason && formatReason(of.reason, { current: spans[index], previous: spans[index - 12] });
    const freshness = freshnessOf(first, now);
    const earlier = shown.map((index) => index - 12);
    const { values, provided } = this.#columns;
    const narrated: Narrated = {
      context: {
        subject: { kind: 'SERVICE', name: first.name },
        metric: BUILT_IN.get(key)!,
        ...{ label, unit, lang: 'en' },
      },
      latest: {
        answer: { ...figure, period: spans[newest], change, mixed: null },
        ...{ formatted: figure.formatted, target: null, reason: null },
      },
      spans: shown.map((index) => spans[index]),
      points: {
        values: shown.map((index) => values[index]),
        provided: shown.map((index) => provided[index]),
        flags: shown.map((index) => flagWords(this.#columns.bits[index])),
        lowerBounds: null,
      },
      ...{ freshness, annotations: [], parts: null, dominating: null, sameServices: null },
    };
    const { state, lastReceivedAt, latestPeriod, expectedBy } = freshness;
    const story = storyOf(
      metric,
      this.months,
      shown.map((index) => this.#months[index]),
      this.definitions,
    );
    const beside = ({ definition: of, by, lines }: StoryPart) => ({
      metric: of,
      series: {
        ...{ period, unit: of.unit, by, addsUp: true, sameServices: null, suppressBelow: null, starts, ends },
        lines: lines.map((line, place) => ({
          ...lineOf(line.columns, places, line.key, line.label, 'PRIMARY'),
          place: by === null ? null : place,
        })),
      },
    });
    const identity = { kind: 'SERVICE' as const, slug: service };
    return {
      title: null,
      description: null,
      metric: definition,
      subject: { ...identity, name: first.name, pageUrl: PUBLIC_URL + subjectPath(identity) },
      figure: {
        ...figure,
        period: labelled(spans[newest]),
        change: {
          ...change,
          comparedWith: labelled(change.comparedWith),
          formatted: formatChange({ ...change, unit }, { metric: key }),
          reason: reason(change, newest),
        },
      },
      series: {
        period,
        unit,
        by: null,
        addsUp: true,
        sameServices: null,
        suppressBelow: null,
        starts,
        ends,
        lines: [
          lineOf(this.#columns, shown, 'value', label, 'PRIMARY'),
          lineOf(this.#columns, earlier, 'comparison', 'A year earlier', 'COMPARISON'),
        ],
        changes: {
          absolutes: this.#changes.map(({ absolute }) => absolute),
          relatives: this.#changes.map(({ relative }) => relative),
          verdicts: this.#changes.map(({ verdict }) => verdict),
          reasons: this.#changes.map((of, place) => reason(of, shown[place])),
        },
        narrative: formatNarrative(narrated),
        summary: formatSummary(narrated),
        annotations: [],
      },
      chart: 'LINE',
      view: 'CHART',
      companions: story.companions.map(beside),
      breakdown: story.breakdown && { ...beside(story.breakdown), chart: 'BAR' },
      beforeAndAfter: null,
      freshness: {
        state,
        lastReceivedAt,
        latestPeriod: labelled(latestPeriod!),
        expectedBy,
        text: formatFreshness(freshness),
      },
      publisher: this.#publisher(),
      dataSets: this.dataSets.map(({ measure, label, basis, method, source }) => ({
        ...{ measure, label, basis, method, source },
      })),
      url: PUBLIC_URL + figurePath(identity, metric) + figureQuery({ period, last, compareTo }),
      error: null,
    };
  }

  #publisher(): object {
    const [first, ...others] = this.dataSets;
    const shared = (of: (dataSet: DataSet) => string | null): string | null =>
      others.every((other) => of(other) === of(first)) ? of(first) : null;
    return {
      name: first.organisation,
      contact: shared(({ setContact }) => setContact) ?? first.contact ?? first.organisationContact,
      licence: shared(({ licence }) => licence ?? LICENCE) ?? LICENCE,
      source: shared(({ source }) => source),
    };
  }
}

export function modulesAnswer(database: Database): (parameters: ReferenceParameters) => unknown {
  const definitions = definitionsIn(database);
  const dataSetsOf = database.prepare<[string], DataSet>(DATA_SETS);
  const observationsOf = database.prepare<[number, number, string], Row>(OBSERVATIONS).raw();
  const dimensionsOf = new Map<string, Record<string, string>>();
  return ({ requests }) => {
    const asked = requests!;
    const slugs = [...new Set(asked.map(({ service }) => service))];
    const dataSets = new Map<string, DataSet>();
    for (const dataSet of dataSetsOf.all(JSON.stringify(slugs))) {
      dataSets.set(`${dataSet.slug} ${dataSet.measure}`, dataSet);
    }
    const wanted = asked.map(({ service, metric }) =>
      METRICS[metric].inputs.map((measure) => dataSets.get(`${service} ${measure}`)!),
    );
    const used = [...new Set(wanted.flat())];
    const months = new Map(used.map(({ id }) => [id, new Map<number, Observed[]>()]));
    const newest = used.map((dataSet) => dataSet.newest);
    const most = Math.max(...asked.map(({ last }) => last)) + 12;
    const from = addMonths(Math.min(...newest), 1 - most);
    const ids = JSON.stringify([...months.keys()]);
    for (const [id, key, start, value, flags] of observationsOf.iterate(from, Math.max(...newest), ids)) {
      let dimensions = dimensionsOf.get(key);
      if (!dimensions) {
        dimensions = JSON.parse(key) as Record<string, string>;
        dimensionsOf.set(key, dimensions);
      }
      const ofDataSet = months.get(id)!;
      const rows = ofDataSet.get(start);
      if (rows) rows.push({ dimensions, value, flags });
      else ofDataSet.set(start, [{ dimensions, value, flags }]);
    }
    const now = Date.now();
    const modules = asked.map((request, index) => {
      const inputs = wanted[index].map(({ id }) => months.get(id)!);
      return new Module(request, wanted[index], definitions, inputs).answer(now);
    });
    return { data: { modules } };
  };
}
