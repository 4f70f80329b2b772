/** Documents of dashboards → `DeliveredDashboard`s. All that is wrong is found in one go. */
import type { DeliveredDashboard, DeliveredModule } from '../../submissions/dashboards.js';
import { type Inventory, resolveSlug } from '../../submissions/inventory.js';
import { checkedOptions, type ModuleOptions } from '../../modules/stored-options.js';
import { SLUGGED_TYPES, SUBJECT_TYPES } from '../../metrics/subject-kinds.js';
import { CellProblem, type CellReader } from '../cells/cells.js';
import { knownSlug } from '../cells/known-slug.js';
import { DASHBOARD, DASHBOARDS, MAX_MODULES, MODULE, SECTION } from './dashboard-shape.js';
import { OwnPages } from './own-pages.js';
import { type ModuleFields, readMetric, readOptions, readText } from './rules.js';
import type { ShapeKey } from './shape.js';
import type { Problems } from '../problems.js';
import type { DocumentSource } from '../source.js';
import { didYouMean, hintOf, quoted } from '../message-words.js';
import { documentFields, type Fields, fieldsOf, type Reporter } from './yaml-fields.js';
import { placeWords, readYaml, type Spot, type YamlValue } from './yaml-text.js';

type Subject = DeliveredDashboard['subject'];

type DashboardFields = Fields<ShapeKey<typeof DASHBOARD>>;

const FORMS = `${SLUGGED_TYPES.map((type) => `${type}/SLUG`).join(', ')} or portfolio`;

const subjectCell =
  (catalogue: Inventory): CellReader<Subject> =>
  (cell) => {
    if (cell === 'portfolio') return { type: 'portfolio' };
    const [word, given = '', ...more] = cell.split('/');
    const kind = SLUGGED_TYPES.find((known) => known === word);
    if (!kind || !given || more.length > 0) {
      const hint = kind ? '' : didYouMean(word, SUBJECT_TYPES);
      const message = `${quoted(cell)} is no subject, written ${FORMS}${hint}`;
      return new CellProblem(message, 'BAD_VALUE', kind ? {} : hintOf(word, SUBJECT_TYPES));
    }
    const slug = knownSlug(catalogue, kind, given);
    return slug instanceof CellProblem ? slug : { type: kind, slug };
  };

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
    for (const fields of documentFields(reporter, root, DASHBOARDS)) this.#dashboard(fields);
  }

  /** One dashboard that never was a text. Its problems have no line. */
  add(name: string, definition: YamlValue): void {
    const reporter: Reporter = { file: name, problems: this.#problems };
    for (const fields of fieldsOf(reporter, [definition], DASHBOARD)) this.#dashboard(fields);
  }

  /** When all sources are read. */
  finish(): void {
    this.#ownPages.finish((slug) => this.#seen.has(slug));
  }

  #dashboard(fields: DashboardFields): void {
    const catalogue = this.#catalogue;
    const given = fields.word('slug');
    const slug = given && (resolveSlug(catalogue, 'dashboard', given) ?? given);
    if (slug) this.#register(fields, slug);
    const title = fields.text('title');
    const description = fields.text('description');
    const subject = fields.word('subject', subjectCell(catalogue));
    const owner = fields.word('owner', (cell) => knownSlug(catalogue, 'organisation', cell));
    const isOwnPage = fields.word<boolean>('is-own-page') ?? false;
    if (isOwnPage && slug && subject) this.#ownPages.add(fields, slug, subject);
    const modules = new ModuleReader(catalogue, subject);
    const sections = fields.list('sections', SECTION).map((section) => ({
      title: section.text('title') ?? { en: '' },
      modules: section.list('modules', MODULE).flatMap((one) => modules.read(one) ?? []),
    }));
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
    const message = `${slug} stands in ${placeWords(first.at)}${where} already: send each dashboard only once`;
    fields.bad('slug', message, 'DUPLICATE_KEY');
  }
}

/** Its options are not checked yet. */
type ReadModule = Pick<DeliveredModule, 'texts' | 'metricKey'> & { options: ModuleOptions };

/** Reads the modules of one dashboard. */
class ModuleReader {
  readonly list: DeliveredModule[] = [];
  count = 0;
  readonly #first = new Map<string, Spot>();

  constructor(
    private readonly catalogue: Inventory,
    private readonly subject: Subject | undefined,
  ) {}

  /** The slug of the module, if it has one. */
  read(fields: ModuleFields): string | undefined {
    this.count++;
    const { problems } = fields.reporter;
    const before = problems.count;
    const slug = fields.word('slug');
    const first = slug === undefined ? undefined : this.#first.get(slug);
    if (first) {
      const message = `${slug} stands in ${placeWords(first)} already: each module of a dashboard has a slug of its own`;
      fields.bad('slug', message, 'DUPLICATE_KEY');
    } else if (slug !== undefined) this.#first.set(slug, fields.spot('slug'));
    const module = fields.has('text') ? this.#text(fields) : this.#figure(fields);
    // With problems nothing is stored, and options that are wrong need not be delivered.
    if (slug === undefined || !module || problems.count > before) return slug;
    this.list.push({ slug, ...module, options: checkedOptions(slug, module.options) });
    return slug;
  }

  #text(fields: ModuleFields): ReadModule | undefined {
    const text = readText(fields);
    const options = { size: fields.word('size') };
    return text && { texts: { text }, metricKey: null, options };
  }

  #figure(fields: ModuleFields): ReadModule | undefined {
    const { catalogue } = this;
    const title = fields.text('title');
    const description = fields.text('description');
    const subject = fields.word('subject', subjectCell(catalogue));
    const key = readMetric(fields, catalogue);
    const isService = (subject ?? this.subject)?.type === 'service';
    const options = readOptions(fields, key, isService, catalogue);
    if (key === undefined) return undefined;
    const isOther = subject && !(subject.type === this.subject?.type && subject.slug === this.subject?.slug);
    return {
      texts: { ...(title && { title }), ...(description && { description }) },
      metricKey: key,
      options: isOther ? { ...options, subject } : options,
    };
  }
}
