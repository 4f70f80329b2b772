/** Documents of dashboards → `DeliveredDashboard`s. All that is wrong is found in one go. */
import type { DeliveredDashboard, DeliveredModule } from '../../submissions/dashboards.js';
import { type Inventory, resolveSlug } from '../../submissions/inventory.js';
import { checkedOptions } from '../../modules/stored-options.js';
import { SLUGGED_TYPES, SUBJECT_TYPES, type SluggedType } from '../../metrics/subject-kinds.js';
import { booleanCell, CellProblem, type CellReader, slugCell, textCell } from '../cells/cells.js';
import { OwnPages } from './own-pages.js';
import { MODULE_KEYS, type ModuleFields, readMetric, readOptions } from './rules.js';
import type { Problems } from '../problems.js';
import type { DocumentSource } from '../source.js';
import { didYouMean, quoted } from '../message-words.js';
import { Fields, mapsOf, report, type Reporter } from './yaml-fields.js';
import { readYaml, type Spot, type YamlMap, type YamlValue } from './yaml-text.js';

type Subject = DeliveredDashboard['subject'];

const DASHBOARD_KEYS = [
  ...(['slug', 'title', 'description', 'subject', 'owner', 'is-own-page', 'sections'] as const),
];
type DashboardFields = Fields<(typeof DASHBOARD_KEYS)[number]>;

/** A page of more modules is not one that anybody reads. */
const MAX_MODULES = 100;
const MAX_SECTIONS = 50;
const MAX_TITLE = 200;

const titleCell: CellReader<string> = (cell) =>
  cell.length > MAX_TITLE
    ? new CellProblem(`has ${cell.length} characters; a title has at most ${MAX_TITLE}`)
    : textCell(cell);

const FORMS = `${SLUGGED_TYPES.map((type) => `${type}/SLUG`).join(', ')} or portfolio`;

const subjectCell =
  (catalogue: Inventory): CellReader<Subject> =>
  (cell) => {
    if (cell === 'portfolio') return { type: 'portfolio' };
    const [word, given = '', ...more] = cell.split('/');
    const kind = SLUGGED_TYPES.find((known) => known === word);
    if (!kind || !given || more.length > 0) {
      const hint = kind ? '' : didYouMean(word, SUBJECT_TYPES);
      return new CellProblem(`${quoted(cell)} is no subject, written ${FORMS}${hint}`);
    }
    const slug = slugOf(catalogue, kind, given);
    return slug instanceof CellProblem ? slug : { type: kind, slug };
  };

const slugOf = (catalogue: Inventory, kind: SluggedType, given: string): string | CellProblem =>
  resolveSlug(catalogue, kind, given) ??
  new CellProblem(
    `there is no ${kind} ${quoted(given)}${didYouMean(given, catalogue[kind].keys())}`,
    'UNKNOWN_REFERENCE',
  );

export class DashboardValidator {
  readonly delivered: DeliveredDashboard[] = [];
  readonly #catalogue: Inventory;
  readonly #problems: Problems;
  /** Where each slug stood first. */
  readonly #seen = new Map<string, { file: string; at: Spot }>();
  readonly #ownPages: OwnPages;

  constructor(catalogue: Inventory, problems: Problems) {
    this.#catalogue = catalogue;
    this.#problems = problems;
    this.#ownPages = new OwnPages(catalogue);
  }

  /** @throws what reading the source throws. */
  async read({ name, chunks }: DocumentSource): Promise<void> {
    const root = await readYaml(name, chunks(), this.#problems);
    if (!root) return;
    const reporter: Reporter = { file: name, problems: this.#problems };
    for (const map of listIn(root, reporter))
      this.#dashboard(new Fields(reporter, map, 'a dashboard', DASHBOARD_KEYS));
  }

  /** When all sources are read. */
  finish(): void {
    this.#ownPages.finish((slug) => this.#seen.has(slug));
  }

  #dashboard(fields: DashboardFields): void {
    const catalogue = this.#catalogue;
    const given = fields.word('slug', slugCell, true);
    const slug = given && (resolveSlug(catalogue, 'dashboard', given) ?? given);
    if (slug) this.#register(fields, slug);
    const title = fields.text('title', titleCell, true);
    const description = fields.text('description', textCell);
    const subject = fields.word('subject', subjectCell(catalogue), true);
    const owner = fields.word('owner', (cell) => slugOf(catalogue, 'organisation', cell));
    const isOwnPage = fields.word('is-own-page', booleanCell) ?? false;
    if (isOwnPage && slug && subject) this.#ownPages.add(fields, slug, subject);
    const maps = fields.maps('sections', 'a section');
    if (maps.length > MAX_SECTIONS) {
      fields.bad(
        'sections',
        `there are ${maps.length}; a dashboard has at most ${MAX_SECTIONS}`,
        'TOO_MANY_VALUES',
      );
    }
    const modules = new ModuleReader(catalogue, subject);
    const sections = maps.map((map) => {
      const section = new Fields(fields.reporter, map, 'a section', ['title', 'modules']);
      return {
        title: section.text('title', titleCell, true) ?? { en: '' },
        modules: section
          .maps('modules', 'a module')
          .flatMap((one) => modules.read(new Fields(fields.reporter, one, 'a module', MODULE_KEYS)) ?? []),
      };
    });
    if (modules.count > MAX_MODULES) {
      const message = `there are ${modules.count} modules; a dashboard has at most ${MAX_MODULES}: make two of it`;
      fields.bad('sections', message, 'TOO_MANY_VALUES');
    }
    // With problems nothing is stored: what could not be read need not be filled in.
    if (!slug || !title || !subject) return;
    const texts = description ? { title, description } : { title };
    this.delivered.push({
      ...{ slug, subject, owner: owner ?? null, texts, isOwnPage, sections },
      modules: modules.list,
    });
  }

  #register(fields: DashboardFields, slug: string): void {
    const first = this.#seen.get(slug);
    if (!first) {
      this.#seen.set(slug, { file: fields.reporter.file, at: fields.spot('slug') });
      if (!this.#catalogue.dashboard.has(slug)) this.#catalogue.dashboard.set(slug, {});
      return;
    }
    const where = first.file === fields.reporter.file ? '' : ` of ${first.file}`;
    const message = `${slug} stands in line ${first.at.row}${where} already: send each dashboard only once`;
    fields.bad('slug', message, 'DUPLICATE_KEY');
  }
}

/** The dashboards of a document: a list, or one under the key `dashboards`. */
function listIn(root: YamlValue, reporter: Reporter): YamlMap[] {
  if (root.kind === 'list') return mapsOf(reporter, root.items, 'a dashboard');
  if (root.kind === 'map' && root.entries.some(({ key }) => key === 'dashboards')) {
    return new Fields(reporter, root, 'this file', ['dashboards']).maps('dashboards', 'a dashboard');
  }
  report(reporter, root.at, 'this must be a list of dashboards: begin each with "- slug: …"', 'BAD_YAML');
  return [];
}

/** Reads the modules of one dashboard. */
class ModuleReader {
  readonly list: DeliveredModule[] = [];
  count = 0;
  readonly #lines = new Map<string, number>();

  constructor(
    private readonly catalogue: Inventory,
    private readonly subject: Subject | undefined,
  ) {}

  /** The slug of the module, if it has one. */
  read(fields: ModuleFields): string | undefined {
    this.count++;
    const { catalogue } = this;
    const { problems } = fields.reporter;
    const before = problems.count;
    const slug = fields.word('slug', slugCell, true);
    const line = slug === undefined ? undefined : this.#lines.get(slug);
    if (line !== undefined) {
      const message = `${slug} stands in line ${line} already: each module of a dashboard has a slug of its own`;
      fields.bad('slug', message, 'DUPLICATE_KEY');
    } else if (slug !== undefined) this.#lines.set(slug, fields.spot('slug').row);
    const title = fields.text('title', titleCell);
    const description = fields.text('description', textCell);
    const subject = fields.word('subject', subjectCell(catalogue));
    const key = readMetric(fields, catalogue);
    if (slug === undefined || key === undefined) return slug;
    const isService = (subject ?? this.subject)?.type === 'service';
    const options = readOptions(fields, { key, ...catalogue.metrics.get(key)! }, isService, catalogue);
    const isOther = subject && !(subject.type === this.subject?.type && subject.slug === this.subject?.slug);
    const stored = isOther ? { ...options, subject } : options;
    // With problems nothing is stored, and options that are wrong need not be delivered.
    if (problems.count > before) return slug;
    this.list.push({
      slug,
      texts: { ...(title && { title }), ...(description && { description }) },
      metricKey: key,
      options: checkedOptions(slug, stored),
    });
    return slug;
  }
}
