/** Modules as the API answers them. */
import { Arg, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { ModuleData } from '../../components/formatting/types.js';
import type { DrawingNode } from '../../components/formatting/drawing-types.js';
import { moduleDrawing } from '../drawing/module-drawing.js';
import { ModuleResult } from '../graphql/module.js';
import { Drawing } from '../graphql/scalars.js';
import { Subject } from '../graphql/subject.js';
import { readModules } from '../loaders/modules.js';
import type { ModuleRequest } from '../modules/module-question.js';
import { AssembledModule, failedModule } from '../wording/module.js';
import type { GraphqlContext } from './context.js';

export async function moduleResults(
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
      description: 'Of the chart, in CSS pixels: 280 to 1,200; another is taken as the nearest of them.',
    })
    width: number,
  ): DrawingNode | null {
    return module instanceof AssembledModule
      ? moduleDrawing(module, { lang: module.answer.lang, width })
      : null;
  }
}
