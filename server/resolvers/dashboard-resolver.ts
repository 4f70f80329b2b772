import { storedDashboards } from '../modules/stored-dashboards.js';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import {
  type DashboardFacts,
  type DashboardModule as ModuleFacts,
  type DashboardSection as SectionFacts,
  type DashboardText as TextFacts,
  isText,
} from '../modules/dashboard.js';
import { nameOf } from '../wording/names.js';
import { pageOf } from './paging.js';
import { hasWords } from '../engine/service-list.js';
import { dashboardOf } from '../modules/subject-dashboard.js';
import type { Catalogue } from '../store/catalogue.js';
import type { Subject as DomainSubject } from '../store/subject.js';
import { textIn } from '../metrics/definitions.js';
import {
  Dashboard,
  DashboardConnection,
  DashboardFilter,
  DashboardModule,
  DashboardPart,
  DashboardSection,
  DashboardText,
} from '../graphql/dashboard.js';
import { LanguageEnum, type Language } from '../graphql/enums.js';
import { MetricDefinition } from '../graphql/metric.js';
import { Organisation, Subject } from '../graphql/subject.js';
import { dashboardPath, subjectPath } from '../../components/formatting/paths.js';
import type { GraphqlContext } from './context.js';
import { dashboardId, partId } from './node-id.js';

const LANG = { nullable: true, description: 'The language; English if nobody says.' } as const;

const titleOf = ({ title, subject }: DashboardFacts, lang: Language): string =>
  (title && textIn(title, lang)) || nameOf(subject, lang);

@Resolver(() => Dashboard)
export class DashboardResolver {
  @Query(() => Dashboard, { nullable: true, description: 'A published dashboard; null if it is not there.' })
  dashboard(
    @Arg('slug', () => String, { description: 'Its slug.' }) slug: string,
    @Ctx() { reading }: GraphqlContext,
  ) {
    return storedDashboards(reading.snapshot).find(slug) ?? null;
  }

  @Query(() => DashboardConnection, { description: 'The published dashboards, by slug.' })
  dashboards(
    @Arg('filter', () => DashboardFilter, { nullable: true, description: 'Which.' })
    filter: DashboardFilter | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, up to 1,000; 50 if nobody says.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which the page begins.' })
    after: string | null,
    @Ctx() { reading }: GraphqlContext,
  ) {
    const { text, owner } = filter ?? {};
    const found = storedDashboards(reading.snapshot).all.filter(
      (dashboard) =>
        (!owner || dashboard.owner?.slug === owner) &&
        (!text?.trim() || hasWords(`${titleOf(dashboard, 'en')} ${nameOf(dashboard.subject, 'en')}`, text)),
    );
    return pageOf(found, { first, after }, ({ slug }) => slug!);
  }

  @FieldResolver(() => ID, { description: 'The id, for `node`.' })
  id(@Root() dashboard: DashboardFacts, @Ctx() { reading }: GraphqlContext): string {
    return dashboardId(dashboard, reading.catalogue);
  }

  @FieldResolver(() => String, { description: 'Its title; the subject’s name if it has none.' })
  title(
    @Root() dashboard: DashboardFacts,
    @Arg('lang', () => LanguageEnum, LANG) lang: Language | null,
  ): string {
    return titleOf(dashboard, lang ?? 'en');
  }

  @FieldResolver(() => String, { description: 'What it is for; empty if nobody says.' })
  description(
    @Root() { description }: DashboardFacts,
    @Arg('lang', () => LanguageEnum, LANG) lang: Language | null,
  ): string {
    return description ? textIn(description, lang ?? 'en') : '';
  }

  @FieldResolver(() => Subject, { description: 'What it is about.' })
  subject(@Root() { subject }: DashboardFacts) {
    return subject;
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Who made it; null if nobody did.' })
  owner(@Root() { owner }: DashboardFacts, @Ctx() { reading }: GraphqlContext) {
    return owner && reading.catalogue.organisationSubject(owner);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is made from the data there is, by nobody.' })
  isDefault(@Root() { slug }: DashboardFacts): boolean {
    return slug === null;
  }

  @FieldResolver(() => String, { description: 'The address of its page.' })
  pageUrl(@Root() { slug, subject }: DashboardFacts, @Ctx() { base }: GraphqlContext): string {
    return base + (slug === null ? subjectPath(subject) : dashboardPath(slug));
  }

  @FieldResolver(() => [DashboardSection], { description: 'Its sections, in order.' })
  sections(@Root() dashboard: DashboardFacts, @Ctx() { reading }: GraphqlContext): PlacedSection[] {
    return dashboard.sections.map((section, place) => ({
      ...section,
      id: partId('DashboardSection', dashboard, String(place), reading.catalogue),
      dashboard,
    }));
  }
}

@Resolver(() => Subject)
export class SubjectDashboardResolver {
  @FieldResolver(() => Dashboard, {
    description: 'The dashboard that is marked as its page, else one made from the data there is.',
  })
  dashboard(@Root() subject: DomainSubject, @Ctx() { reading }: GraphqlContext): DashboardFacts {
    return dashboardOf(subject, reading.snapshot);
  }

  @FieldResolver(() => [Dashboard], { description: 'The dashboards that are published about it, by slug.' })
  dashboards(@Root() subject: DomainSubject, @Ctx() { reading }: GraphqlContext): DashboardFacts[] {
    return storedDashboards(reading.snapshot).of(subject);
  }
}

interface PlacedSection extends SectionFacts {
  id: string;
  dashboard: DashboardFacts;
}

@Resolver(() => DashboardSection)
export class DashboardSectionResolver {
  @FieldResolver(() => String, { description: 'Its title.' })
  title(
    @Root() { title }: SectionFacts,
    @Arg('lang', () => LanguageEnum, LANG) lang: Language | null,
  ): string {
    return textIn(title, lang ?? 'en');
  }

  @FieldResolver(() => [DashboardPart], { description: 'All that stands in it, in order.' })
  parts(@Root() { parts, dashboard }: PlacedSection, @Ctx() { reading }: GraphqlContext) {
    return parts.map((part) =>
      isText(part)
        ? { ...part, id: partId('DashboardText', dashboard, part.slug, reading.catalogue) }
        : moduleWith(part, dashboard, reading.catalogue),
    );
  }

  @FieldResolver(() => [DashboardModule], { description: 'Its modules alone, without texts, in order.' })
  modules(@Root() { modules, dashboard }: PlacedSection, @Ctx() { reading }: GraphqlContext) {
    return modules.map((module) => moduleWith(module, dashboard, reading.catalogue));
  }
}

/** The words of a module become fields of it, as the table of words declares them. */
const moduleWith = ({ range, ...module }: ModuleFacts, dashboard: DashboardFacts, catalogue: Catalogue) => ({
  ...module,
  ...range,
  id: partId('DashboardModule', dashboard, module.slug, catalogue),
});

@Resolver(() => DashboardText)
export class DashboardTextResolver {
  @FieldResolver(() => String, {
    description: 'Each line is a paragraph; a link is `[words](https://…)`. Nothing else in it is markup.',
  })
  text(@Root() { text }: TextFacts, @Arg('lang', () => LanguageEnum, LANG) lang: Language | null): string {
    return textIn(text, lang ?? 'en');
  }
}

@Resolver(() => DashboardModule)
export class DashboardModuleResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Its title; null = the metric’s label.' })
  title(
    @Root() { title }: ModuleFacts,
    @Arg('lang', () => LanguageEnum, LANG) lang: Language | null,
  ): string | null {
    return title && textIn(title, lang ?? 'en');
  }

  @FieldResolver(() => String, { nullable: true, description: 'What its publisher says about it.' })
  description(
    @Root() { description }: ModuleFacts,
    @Arg('lang', () => LanguageEnum, LANG) lang: Language | null,
  ): string | null {
    return description && textIn(description, lang ?? 'en');
  }

  @FieldResolver(() => MetricDefinition, { description: 'The metric.' })
  metric(
    @Root() { metric }: ModuleFacts,
    @Arg('lang', () => LanguageEnum, LANG) lang: Language | null,
    @Ctx() { assembler }: GraphqlContext,
  ) {
    return assembler.metric(metric, lang ?? 'en');
  }

  @FieldResolver(() => Subject, { description: 'What it is a metric of.' })
  subject(@Root() { subject }: ModuleFacts) {
    return subject;
  }
}
