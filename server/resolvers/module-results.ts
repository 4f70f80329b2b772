/** Modules as the API answers them. */
import { Arg, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { ModuleData } from '../../components/formatting/types.js';
import type { DrawingNode } from '../../components/formatting/drawing-types.js';
import type { ViewKind } from '../../components/view/module-view.types.js';
import { moduleDrawing } from '../drawing/module-drawing.js';
import { ModuleResult } from '../graphql/module.js';
import { Drawing } from '../graphql/scalars.js';
import { Subject } from '../graphql/subject.js';
import { readModules } from '../loaders/modules.js';
import type { ModuleRequest } from '../modules/module-question.js';
import { writtenChoice } from '../modules/request-words.js';
import { AssembledModule, failedModule } from '../wording/module.js';
import type { GraphqlContext } from './context.js';

/** What was asked for already: a question may ask for the drawings of a list, and then for its data. */
const asked = new WeakMap<GraphqlContext, Map<string, Promise<ModuleData[]>>>();

export function moduleResults(
  requests: readonly ModuleRequest[],
  context: GraphqlContext,
): Promise<ModuleData[]> {
  const known = asked.get(context) ?? new Map<string, Promise<ModuleData[]>>();
  asked.set(context, known);
  const key = JSON.stringify(requests);
  const results = known.get(key) ?? readResults(requests, context);
  known.set(key, results);
  return results;
}

async function readResults(
  requests: readonly ModuleRequest[],
  { reading, assembler }: GraphqlContext,
): Promise<ModuleData[]> {
  const outcomes = await readModules(reading, requests);
  return outcomes.map((outcome) =>
    outcome.problem ? failedModule(outcome.problem) : assembler.module(outcome.answer),
  );
}

@Resolver(() => ModuleResult)
export class ModuleResultResolver {
  @FieldResolver(() => Subject, { nullable: true, description: 'What it is a metric of.' })
  subject(@Root() module: Partial<AssembledModule>) {
    return module.answer?.subject ?? null;
  }

  @FieldResolver(() => Drawing, {
    nullable: true,
    description:
      'The module as it is drawn before anybody touches it; null if there is nothing but an error.',
  })
  drawing(
    @Root() module: ModuleData,
    @Arg('width', () => Int, {
      nullable: true,
      description:
        'Of the chart, in CSS pixels: 280 to 1,200; another is taken as the nearest of them. That of the request if absent; without one nothing is drawn.',
    })
    asked: number | null,
  ): DrawingNode | null {
    if (!(module instanceof AssembledModule)) return null;
    const { lang, drawn = {} } = module.answer;
    const width = asked ?? drawn.width;
    if (!width) return null;
    const data = drawn.scale === 'OWN' ? { ...module.toJSON(), hasOwnScales: true } : module;
    return moduleDrawing(data, {
      ...{ lang, width },
      ...(drawn.view && { view: writtenChoice(drawn.view) as ViewKind }),
      noChart: drawn.noChart ?? false,
      noTable: drawn.noTable ?? false,
      noDownload: drawn.noDownload ?? false,
    });
  }
}
