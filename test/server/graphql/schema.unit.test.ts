/** The API's schema: what is checked in, what is described, and the names that others rely on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  lexicographicSortSchema,
  printSchema,
  type GraphQLSchema,
} from 'graphql';
import { buildApiSchema } from '../../../server/graphql/build-schema.js';
import { RESOLVERS } from '../../../server/resolvers/index.js';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildApiSchema([...RESOLVERS]);
});

/** Everything that a reader of the schema meets, by its path. */
function described(): Map<string, string | null | undefined> {
  const found = new Map<string, string | null | undefined>();
  for (const type of Object.values(schema.getTypeMap())) {
    const isStandard = isScalarType(type) && ['Boolean', 'Float', 'ID', 'Int', 'String'].includes(type.name);
    if (type.name.startsWith('__') || isStandard) continue;
    const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
    if (!isRoot) found.set(type.name, type.description);
    if (isEnumType(type)) {
      for (const value of type.getValues()) found.set(`${type.name}.${value.name}`, value.description);
    }
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields()))
        found.set(`${type.name}.${field.name}`, field.description);
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      found.set(`${type.name}.${field.name}`, field.description);
      for (const argument of field.args) {
        found.set(`${type.name}.${field.name}(${argument.name})`, argument.description);
      }
    }
  }
  return found;
}

test('schema.graphql is what the code prints', () => {
  const file = readFileSync(join(__dirname, '../../../schema.graphql'), 'utf8');
  const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;
  const isSame = file === printed;
  expect(isSame ? 'the same' : 'schema.graphql is out of date: run `npm run schema` and commit it').toBe(
    'the same',
  );
  expect(() => buildSchema(file)).not.toThrow();
});

test('every type, field, argument and enum value is described, in a sentence', () => {
  const all = described();
  expect(all.size).toBeGreaterThan(300);
  const bad = [...all].filter(([, text]) => !text || !/^\p{Lu}.*[.…]$/su.test(text.trim()));
  expect(bad.map(([name, text]) => `${name}: ${text ?? 'nothing'}`)).toEqual([]);
});

/** Types and arguments that others rely on; a type without text may change. */
const CONTRACT = `
Query.node(id: ID!): Node
Query.service(slug: String!): Service
Query.services(filter: ServiceFilter, orderBy: ServiceOrder, first: Int, after: String): ServiceConnection!
Query.organisation(slug: String!): Organisation
Query.organisations(filter: OrganisationFilter, first: Int, after: String): OrganisationConnection!
Query.serviceGroup(slug: String!): ServiceGroup
Query.portfolio(filter: ServiceFilter): Portfolio!
Query.metrics: [MetricDefinition!]!
Query.modules(requests: [ModuleRequest!]!): [ModuleResult!]!
Subject.slug: String!
Subject.name(lang: Language): String!
Subject.metric(key: String!): Metric
Subject.metrics: [Metric!]!
Service.organisation: Organisation!
Service.id: ID!
Organisation.id: ID!
Organisation.parent: Organisation
Organisation.children
Organisation.services
ServiceGroup.id: ID!
ServiceConnection.edges
ServiceConnection.pageInfo: PageInfo!
ServiceConnection.totalCount: Int!
ServiceConnection.portfolio: Portfolio!
Metric.definition: MetricDefinition!
Metric.subject: Subject!
Metric.freshness: Freshness!
Metric.latest(period: Period, compareTo: Comparison, asOf: DateTime): Figure
Metric.figure(period: Period!, start: PeriodStart!, compareTo: Comparison, asOf: DateTime): Figure!
Metric.series(period: Period!, from: PeriodStart, to: PeriodStart, last: Int, by: String, compareTo: Comparison, asOf: DateTime): Series!
MetricDefinition.key
MetricDefinition.label
MetricDefinition.description
MetricDefinition.unit
MetricDefinition.direction
MetricDefinition.formula
MetricDefinition.caveats
MetricDefinition.inputs
MetricDefinition.periods
MetricDefinition.defaultPeriod
PeriodSpan.period
PeriodSpan.start: PeriodStart!
PeriodSpan.end: PeriodStart!
PeriodSpan.label
Figure.period: PeriodSpan!
Figure.value: Float
Figure.status: ValueStatus!
Figure.flags: [ValueFlag!]!
Figure.formatted(lang: Language): String!
Figure.numerator: Float
Figure.denominator: Float
Figure.coverage: Coverage!
Figure.change: Change
Figure.target: TargetState
Figure.working(first: Int, after: String): WorkingConnection!
Coverage.provided: Int!
Coverage.expected: Int!
Coverage.share: Float
Change.comparedWith: PeriodSpan!
Change.current: Float
Change.previous: Float
Change.absolute: Float
Change.relative: Float
Change.matched: Coverage
Change.formatted: String!
Change.verdict: Verdict!
Change.reason: String
Series.period
Series.unit
Series.starts: [PeriodStart!]!
Series.ends: [PeriodStart!]!
Series.lines: [SeriesLine!]!
Series.latest: Figure
Series.narrative(lang: Language): String!
Series.annotations: [Annotation!]!
SeriesLine.key
SeriesLine.label
SeriesLine.role: LineRole!
SeriesLine.values: [Float]!
SeriesLine.numerators: [Float]!
SeriesLine.denominators: [Float]!
SeriesLine.shares: [Float]!
SeriesLine.statuses: [ValueStatus!]!
SeriesLine.flags: [[ValueFlag!]!]!
SeriesLine.provided: [Int!]!
SeriesLine.expected: [Int!]!
Freshness.state: FreshnessState!
Freshness.lastReceivedAt: DateTime
Freshness.latestPeriod: PeriodSpan
Freshness.expectedBy: DateTime
Freshness.counts: FreshnessCounts
FreshnessCounts.fresh: Int!
FreshnessCounts.due: Int!
FreshnessCounts.late: Int!
FreshnessCounts.stopped: Int!
FreshnessCounts.never: Int!
FreshnessCounts.ended: Int!
Freshness.text(lang: Language): String!
ModuleResult.title
ModuleResult.description: String
ModuleResult.dataSets: [DataSet!]!
Metric.dataSets(lang: Language): [DataSet!]!
Dashboard.isOwnPage: Boolean!
Subject.dashboards: [Dashboard!]!
ModuleResult.metric: MetricDefinition
ModuleResult.subject: Subject
ModuleResult.figure: Figure
ModuleResult.series: Series
ModuleResult.freshness: Freshness
ModuleResult.error: ModuleError
ModuleError.code
ModuleError.argument
ModuleError.message
`;

const INPUTS: Record<string, string> = {
  ModuleRequest:
    'dashboard module service organisation group portfolio metric title period from to last by compareTo asOf lang',
  ServiceFilter: 'text organisation group publishes',
  ServiceOrder: 'field metric period direction compareTo',
};

const ENUMS: Record<string, string> = {
  Period: 'MINUTE HOUR DAY WEEK MONTH QUARTER YEAR FINANCIAL_YEAR ROLLING_YEAR',
  Comparison: 'PREVIOUS_PERIOD PREVIOUS_YEAR',
  LineRole: 'PRIMARY COMPARISON TARGET',
  ValueStatus: 'PROVIDED NOT_PROVIDED NOT_APPLICABLE SUPPRESSED INCOMPLETE',
  ValueFlag:
    'PROVISIONAL REVISED ESTIMATED UNFINISHED LOW_RELIABILITY BREAK MIXED INCONSISTENT PARTIAL DRAFT',
  Verdict: 'BETTER WORSE SAME NEUTRAL UNCLEAR',
  FreshnessState: 'FRESH DUE LATE STOPPED NEVER ENDED',
  Direction: 'HIGHER_IS_BETTER LOWER_IS_BETTER NEUTRAL',
};

describe('the contract', () => {
  const lines = CONTRACT.trim().split('\n');
  test.each(lines)('%s', (line) => {
    const [, typeName, fieldName, args = '', expected] = /^(\w+)\.(\w+)(?:\((.*)\))?(?:: (.*))?$/.exec(line)!;
    const type = schema.getType(typeName);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
    expect(field).toBeDefined();
    if (expected) expect(String(field!.type)).toBe(expected);
    const declared = new Map(field!.args.map((argument) => [argument.name, String(argument.type)]));
    for (const [name, text] of args
      .split(', ')
      .filter(Boolean)
      .map((one) => one.split(': '))) {
      expect(`${name}: ${declared.get(name)}`).toBe(`${name}: ${text}`);
    }
    const optional = field!.args.filter(({ name }) => !args.includes(`${name}:`));
    expect(
      optional.filter(({ type: of, defaultValue }) => String(of).endsWith('!') && defaultValue === undefined),
    ).toEqual([]);
  });

  test.each(Object.entries(INPUTS))('input %s', (name, fields) => {
    const type = schema.getType(name);
    expect(isInputObjectType(type) ? Object.keys(type.getFields()) : []).toEqual(
      expect.arrayContaining(fields.split(' ')),
    );
  });

  test.each(Object.entries(ENUMS))('enum %s', (name, values) => {
    const type = schema.getType(name);
    expect(
      isEnumType(type)
        ? type
            .getValues()
            .map((value) => value.name)
            .sort()
        : [],
    ).toEqual(values.split(' ').sort());
  });

  test('all but the portfolio are nodes, dashboards too, and all are subjects', () => {
    const typesOf = (name: string): string[] => {
      const type = schema.getType(name);
      return isInterfaceType(type)
        ? schema
            .getPossibleTypes(type)
            .map((one) => one.name)
            .sort()
        : [];
    };
    expect(typesOf('Subject')).toEqual(['Organisation', 'Portfolio', 'Service', 'ServiceGroup']);
    expect(typesOf('Node')).toEqual(['Dashboard', 'Organisation', 'Service', 'ServiceGroup']);
  });
});
