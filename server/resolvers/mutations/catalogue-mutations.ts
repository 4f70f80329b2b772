/** What services, organisations, measures and data sets say of themselves is saved. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { unauthenticated } from '../../access/tokens.js';
import {
  SaveDataSetInput,
  SaveDataSetPayload,
  SaveMeasureInput,
  SaveMeasurePayload,
  SaveOrganisationInput,
  SaveOrganisationPayload,
  SaveServiceInput,
  SaveServicePayload,
  type Saved,
} from '../../graphql/mutations/catalogue.js';
import type { SavedKind, SavedRow } from '../../ingest/saving/save-rights.js';
import { asPeriod } from '../../metrics/periods.js';
import type { GraphqlContext } from '../context.js';
import { submissionOf } from './payloads.js';
import { inputProblems, rowOf } from './saved-cells.js';

const NOT_STORED = { submission: null, warnings: [] };

/** Saves a row, and lets what is answered be read as it is now. */
async function saved(
  kind: SavedKind,
  row: SavedRow,
  context: GraphqlContext,
  { source }: { source: string },
): Promise<Saved> {
  const { bearer, save, now, renew } = context;
  if (!bearer) throw unauthenticated();
  const outcome = await save({ kind, rows: [row], by: bearer, source, now });
  if (!outcome.isAccepted) return { ...NOT_STORED, errors: inputProblems(outcome.errors) };
  Object.assign(context, await renew());
  return {
    submission: submissionOf(outcome.submission, now),
    warnings: inputProblems(outcome.warnings),
    errors: [],
  };
}

const INPUT = { description: 'What is to be saved.' };

@Resolver()
export class CatalogueMutations {
  @Mutation(() => SaveServicePayload, {
    description:
      'Makes or changes a service. Needs `create`; to move, rename or close one, `administer` of its organisation.',
  })
  async saveService(
    @Arg('input', () => SaveServiceInput, INPUT) input: SaveServiceInput,
    @Ctx() context: GraphqlContext,
  ): Promise<SaveServicePayload> {
    const payload = await saved('services', rowOf(input), context, { source: 'saveService' });
    const { catalogue } = context.reading;
    return {
      ...payload,
      service: payload.errors.length > 0 ? null : (catalogue.subject('SERVICE', input.slug) ?? null),
    };
  }

  @Mutation(() => SaveOrganisationPayload, {
    description:
      'Makes or changes an organisation. Needs `administer` of it or of one above it; of a new one, of its parent.',
  })
  async saveOrganisation(
    @Arg('input', () => SaveOrganisationInput, INPUT) input: SaveOrganisationInput,
    @Ctx() context: GraphqlContext,
  ): Promise<SaveOrganisationPayload> {
    const payload = await saved('organisations', rowOf(input), context, { source: 'saveOrganisation' });
    const { catalogue } = context.reading;
    return {
      ...payload,
      organisation:
        payload.errors.length > 0 ? null : (catalogue.subject('ORGANISATION', input.slug) ?? null),
    };
  }

  @Mutation(() => SaveMeasurePayload, {
    description: 'Makes a measure; needs `create` of an organisation. To change one needs `administer:all`.',
  })
  async saveMeasure(
    @Arg('input', () => SaveMeasureInput, INPUT) input: SaveMeasureInput,
    @Ctx() context: GraphqlContext,
  ): Promise<SaveMeasurePayload> {
    const payload = await saved('measures', rowOf(input), context, { source: 'saveMeasure' });
    const measure = payload.errors.length > 0 ? null : (context.reading.catalogue.measure(input.key) ?? null);
    return { ...payload, measure };
  }

  @Mutation(() => SaveDataSetPayload, {
    description:
      'Saves what a data set says of itself, and makes one that is not there. Needs `write` of it; to declare its values, `create`.',
  })
  async saveDataSet(
    @Arg('input', () => SaveDataSetInput, INPUT) input: SaveDataSetInput,
    @Ctx() context: GraphqlContext,
  ): Promise<SaveDataSetPayload> {
    const { cadence, ...rest } = input;
    const row = rowOf({ ...rest, cadence: cadence && cadence.toLowerCase() });
    const payload = await saved('data-sets', row, context, { source: 'saveDataSet' });
    if (payload.errors.length > 0) return { ...payload, dataSet: null };
    const { catalogue } = context.reading;
    const service = catalogue.service(input.service);
    const entity = service && catalogue.dataSet(service.id, input.measure)?.entity;
    return {
      ...payload,
      dataSet: entity
        ? {
            ...entity,
            service: service.slug,
            measure: entity.measureKey,
            cadence: asPeriod(entity.cadence),
          }
        : null,
    };
  }
}
