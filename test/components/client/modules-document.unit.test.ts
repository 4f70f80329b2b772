import { expect, it } from '@jest/globals';
import { Kind, parse, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';
import { MODULES_DOCUMENT } from '../../../components/client/modules-document.js';
import { splitOnDay } from '../fixtures/before-and-after.js';
import { byChannel, failedModule, takeUp } from '../fixtures/modules.js';

const document = parse(MODULES_DOCUMENT);
const fragments = new Map(
  document.definitions
    .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
    .map((each) => [each.name.value, each.selectionSet]),
);

/** Paths of all fields that are asked for: `figure.period.start`. */
function asked(set: SelectionSetNode | undefined, prefix = ''): string[] {
  return (set?.selections ?? []).flatMap((each) => {
    if (each.kind === Kind.FRAGMENT_SPREAD) return asked(fragments.get(each.name.value), prefix);
    if (each.kind !== Kind.FIELD) return [];
    const path = prefix + each.name.value;
    return each.selectionSet ? asked(each.selectionSet, `${path}.`) : [path];
  });
}

/** The same paths of an answer; of a list those of its first item. */
function held(value: unknown, prefix = ''): string[] {
  return Object.entries(value as Record<string, unknown>).flatMap(([key, field]) => {
    const item: unknown = Array.isArray(field) ? field[0] : field;
    const isObject = typeof item === 'object' && item !== null && !Array.isArray(item);
    return isObject ? held(item, `${prefix}${key}.`) : [prefix + key];
  });
}

it('asks for every field of a module’s data, and for no other', () => {
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const data = takeUp();
  const series = data.series && {
    ...data.series,
    by: byChannel().series?.by,
    addsUp: true,
    suppressBelow: 10,
    sameServices: data.figure?.coverage,
  };
  const { narrative, summary, annotations, changes, ...columns } = series!;
  expect([narrative, summary, annotations, changes]).not.toContain(undefined);
  const whole = {
    ...data,
    figure: data.figure && {
      ...data.figure,
      change: { ...data.figure.change, matched: data.figure.coverage },
      target: { value: 60, formatted: '60%', met: false },
    },
    series,
    companions: data.series && data.metric ? [{ metric: data.metric, series: columns }] : [],
    beforeAndAfter: splitOnDay().beforeAndAfter,
    breakdown: { metric: data.metric, chart: 'BAR', series: columns },
    error: failedModule().error,
  };
  const paths = asked(operation.selectionSet).map((path) => path.replace(/^modules\./, ''));
  expect(paths.sort()).toEqual(held(whole).sort());
});
