/** Modules as the API answers them. */
import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { ModuleData } from '../../components/formatting/types.js';
import { ModuleResult } from '../graphql/module.js';
import { Subject } from '../graphql/subject.js';
import { readModules } from '../loaders/modules.js';
import type { ModuleRequest } from '../modules/module-question.js';
import { failedModule, type AssembledModule } from '../wording/module.js';
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
}
