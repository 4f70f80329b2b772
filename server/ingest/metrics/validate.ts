/** Documents of metrics → rows of the catalogue. All that is wrong is found in one go. */
import { DIRECTIONS, formulaText, type Formula, inputsOf, type Unit } from '../../metrics/definitions.js';
import { HOURLY } from '../../metrics/builtin/builtin-terms.js';
import { type Period, PERIODS } from '../../metrics/periods.js';
import type { Presentation } from '../../metrics/presentation.js';
import { writtenChoice } from '../../modules/request-words.js';
import type { CatalogueRow } from '../../submissions/catalogue-tables.js';
import type { Inventory } from '../../submissions/inventory.js';
import { CellProblem, type CellReader, wordCell } from '../cells/cells.js';
import { knownSlug } from '../cells/known-slug.js';
import type { ShapeKey } from '../dashboards/shape.js';
import { documentFields, type Fields, fieldsOf, type Reporter } from '../dashboards/yaml-fields.js';
import { placeWords, readYaml, type Spot, type YamlValue } from '../dashboards/yaml-text.js';
import { didYouMean, hintOf, listed, quoted } from '../message-words.js';
import type { Problems } from '../problems.js';
import type { DocumentSource } from '../source.js';
import { FormulaReader, splitsIn } from './formula.js';
import { BREAKDOWN, FORMULA, METRIC, METRICS, STORY } from './metric-shape.js';
import { naturalUnit, nonsenseIn } from './sense.js';

type MetricFields = Fields<ShapeKey<typeof METRIC>>;

/** After those that are built in. */
const POSITION = 1000;

/** As files and the API write it. */
const choiceCell =
  <Choice extends string>(choices: readonly Choice[]): CellReader<Choice> =>
  (cell) => {
    const read = wordCell(choices.map(writtenChoice))(cell.replaceAll('_', '-'));
    return read instanceof CellProblem ? read : choices.find((choice) => writtenChoice(choice) === read)!;
  };

export class MetricValidator {
  readonly rows: CatalogueRow[] = [];
  readonly #formulas: FormulaReader;
  /** Where each key stood first. */
  readonly #seen = new Map<string, { file: string; at: Spot }>();

  readonly #stories: (() => void)[] = [];

  constructor(
    private readonly catalogue: Inventory,
    private readonly problems: Problems,
  ) {
    this.#formulas = new FormulaReader(catalogue);
  }

  /** @throws what reading the source throws. */
  async read({ name, chunks }: DocumentSource): Promise<void> {
    const root = await readYaml(name, chunks(), this.problems);
    if (!root) return;
    const reporter: Reporter = { file: name, problems: this.problems };
    for (const fields of documentFields(reporter, root, METRICS)) this.#metric(fields);
  }

  /** One metric that never was a text. */
  add(name: string, definition: YamlValue): void {
    const reporter: Reporter = { file: name, problems: this.problems };
    for (const fields of fieldsOf(reporter, [definition], METRIC)) this.#metric(fields);
    this.finish();
  }

  /** To be called after the last document: stories name metrics that may stand further down, or in another file. */
  finish(): void {
    for (const read of this.#stories.splice(0)) read();
  }

  #metric(fields: MetricFields): void {
    const { catalogue, problems } = this;
    const before = problems.count;
    const key = this.#key(fields);
    const owner = fields.word('owner', (cell) => knownSlug(this.catalogue, 'organisation', cell));
    const label = fields.text('label');
    const description = fields.text('description');
    const direction = fields.word('direction', choiceCell(DIRECTIONS)) ?? 'NEUTRAL';
    const caveats = fields.texts('caveats') ?? [];
    const unit = fields.word<Unit>('unit');
    const own = fields.fields('formula', FORMULA);
    const formula = own && this.#formulas.read(own);
    if (formula && problems.count === before) this.#checkSense(fields, formula, unit);
    const isExact =
      formula && inputsOf(formula).some((input) => catalogue.measures.get(input)?.aggregation === 'exact');
    const possible: readonly Period[] = isExact ? ['MINUTE', ...HOURLY] : HOURLY;
    const periods = this.#periods(fields, possible);
    const usual = periods.includes('MONTH') ? 'MONTH' : periods[periods.length - 1];
    const defaultPeriod = fields.word('default-period', choiceCell(periods)) ?? usual;
    const presentation: Presentation = {};
    if (formula && key) {
      this.#stories.push(() => Object.assign(presentation, this.#story(fields, key, formula)));
    }
    if (key && formula) catalogue.metrics.set(key, { formula, periods: [...periods] });
    // With problems nothing is stored: what could not be read need not be filled in.
    if (!key || !owner || !label || !formula || problems.count > before) return;
    this.rows.push({
      set: {
        key,
        texts: { label, description: description ?? { en: `${formulaText(formula)}.` } },
        caveats,
        unit: unit ?? naturalUnit(formula, catalogue.measures),
        direction,
        formula,
        periods,
        defaultPeriod,
        position: POSITION,
        presentation,
      },
      references: { ownerOrganisationId: { kind: 'organisation', slug: owner } },
    });
  }

  #key(fields: MetricFields): string | undefined {
    const key = fields.word('key');
    if (key === undefined) return undefined;
    const first = this.#seen.get(key);
    const { file } = fields.reporter;
    if (first) {
      const where = `${placeWords(first.at)}${first.file === file ? '' : ` of ${first.file}`}`;
      fields.bad('key', `${key} stands in ${where} already: send each metric only once`, 'DUPLICATE_KEY');
      return undefined;
    }
    this.#seen.set(key, { file, at: fields.spot('key') });
    if (this.catalogue.ownMetrics.has(key) || !this.catalogue.metrics.has(key)) return key;
    const what = this.catalogue.measures.has(key)
      ? 'a measure, which is a metric by itself'
      : 'a metric that is built in';
    fields.bad('key', `${key} is ${what}: choose another key`, 'DUPLICATE_KEY');
    return undefined;
  }

  #checkSense(fields: MetricFields, formula: Formula, unit: Unit | undefined): void {
    for (const { at, message, allowed } of nonsenseIn(formula, unit, this.catalogue.measures)) {
      fields.bad(at, message, 'BAD_VALUE', allowed && { allowed });
    }
  }

  #periods(fields: MetricFields, possible: readonly Period[]): Period[] {
    const given = fields.words('periods', choiceCell(possible));
    // Shortest first.
    return given?.length ? PERIODS.filter((period) => given.includes(period)) : [...possible];
  }

  #story(fields: MetricFields, key: string, formula: Formula): Presentation {
    const story = fields.fields('story', STORY);
    if (!story) return {};
    const companions = story.words('companions', this.#metricCell);
    const shortfall = story.text('shortfall');
    const cases = story.text('cases');
    if (shortfall && formula.kind !== 'ratio') {
      story.bad('shortfall', 'says what the numerator lacks of the denominator: this formula is no ratio');
    } else if (shortfall && !(shortfall.en.includes('{n}') && shortfall.en.includes('{of}'))) {
      story.bad('shortfall', 'needs {n} and {of} in it: "{n} of {of} claims were late"');
    }
    const breakdown = story.fields('breakdown', BREAKDOWN);
    const presentation: Presentation = {
      ...(companions && { companions }),
      ...(shortfall && { shortfall }),
      ...(cases && { cases }),
    };
    if (!breakdown) return presentation;
    const metric = breakdown.word('metric', this.#metricCell) ?? key;
    const by = breakdown.word('by');
    const top = breakdown.word<number>('top');
    const about = metric === key ? formula : this.catalogue.metrics.get(metric)?.formula;
    const splits = about ? splitsIn(about, this.catalogue) : [];
    if (by === undefined) return presentation;
    if (about && !splits.includes(by)) {
      const can = splits.length > 0 ? `it can be split by ${listed(splits)}` : 'it cannot be split';
      breakdown.bad(
        'by',
        `${metric} has no dimension ${quoted(by)}${didYouMean(by, splits) || `: ${can}`}`,
        'UNKNOWN_REFERENCE',
        hintOf(by, splits, splits),
      );
    }
    return { ...presentation, breakdown: { metric, by, ...(top !== undefined && { top }) } };
  }

  readonly #metricCell: CellReader<string> = (cell) =>
    this.catalogue.metrics.has(cell)
      ? cell
      : new CellProblem(
          `there is no metric ${quoted(cell)}${didYouMean(cell, this.catalogue.metrics.keys())}`,
          'UNKNOWN_REFERENCE',
          hintOf(cell, this.catalogue.metrics.keys()),
        );
}
