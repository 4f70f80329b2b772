/** What departments make beside their dashboards: service groups, targets, annotations and metrics. All are live at once. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Refused } from '../../authoring/problems.js';
import type { RemoveRow } from '../../authoring/remove-row.js';
import type { SavedRow, SaveRow } from '../../authoring/save-row.js';
import {
  RemoveAnnotationInput,
  RemoveMetricInput,
  RemoveServiceGroupInput,
  RemoveTargetInput,
  SaveAnnotationInput,
  SaveMetricInput,
  SaveServiceGroupInput,
  SaveTargetInput,
} from '../../graphql/mutations/authored.js';
import { SaveRowPayload } from '../../graphql/mutations/dashboards.js';
import type { GraphqlContext } from '../context.js';
import { authorOf } from './dashboard-mutations.js';
import { submissionOf } from './payloads.js';

function payloadOf(answer: SavedRow | Refused, { now }: GraphqlContext): SaveRowPayload {
  if ('problems' in answer) return { submission: null, errors: answer.problems };
  return { submission: submissionOf(answer.submission, now), errors: [] };
}

/** Everything but who saves it. */
type Asked<Row> = Row extends unknown ? Omit<Row, 'author'> : never;

const save = async (context: GraphqlContext, row: Asked<SaveRow>): Promise<SaveRowPayload> =>
  payloadOf(await context.authoring.saveRow({ ...row, author: authorOf(context) } as SaveRow), context);

const remove = async (context: GraphqlContext, row: Asked<RemoveRow>): Promise<SaveRowPayload> =>
  payloadOf(await context.authoring.removeRow({ ...row, author: authorOf(context) } as RemoveRow), context);

@Resolver()
export class AuthoringMutations {
  @Mutation(() => SaveRowPayload, {
    description: 'Makes a service group, or changes it. Needs `edit-dashboards` of all its services.',
  })
  saveServiceGroup(
    @Arg('input', () => SaveServiceGroupInput, { description: 'The group.' })
    { slug, services, ...texts }: SaveServiceGroupInput,
    @Ctx() context: GraphqlContext,
  ): Promise<SaveRowPayload> {
    return save(context, { kind: 'groups', source: 'saveServiceGroup', slug, services, texts });
  }

  @Mutation(() => SaveRowPayload, {
    description:
      'Removes a service group that no dashboard is about. Needs `edit-dashboards` of all its services.',
  })
  removeServiceGroup(
    @Arg('input', () => RemoveServiceGroupInput, { description: 'Which.' }) { slug }: RemoveServiceGroupInput,
    @Ctx() context: GraphqlContext,
  ): Promise<SaveRowPayload> {
    return remove(context, { kind: 'groups', source: 'removeServiceGroup', slug });
  }

  @Mutation(() => SaveRowPayload, {
    description:
      'Sets a target, or changes the one of the same subject and metric that begins on the same day. Needs `edit-dashboards` of the subject.',
  })
  saveTarget(
    @Arg('input', () => SaveTargetInput, { description: 'The target.' })
    { subject, ...values }: SaveTargetInput,
    @Ctx() context: GraphqlContext,
  ): Promise<SaveRowPayload> {
    return save(context, { kind: 'targets', source: 'saveTarget', subject, values: { ...values } });
  }

  @Mutation(() => SaveRowPayload, {
    description: 'Removes a target. Needs `edit-dashboards` of the subject.',
  })
  removeTarget(
    @Arg('input', () => RemoveTargetInput, { description: 'Which.' })
    { subject, metric, from = null }: RemoveTargetInput,
    @Ctx() context: GraphqlContext,
  ): Promise<SaveRowPayload> {
    return remove(context, { kind: 'targets', source: 'removeTarget', subject, metric, from });
  }

  @Mutation(() => SaveRowPayload, {
    description:
      'Writes an annotation, or changes the one of the same subject, measure and kind that begins on the same day. Needs `edit-dashboards` of the subject.',
  })
  saveAnnotation(
    @Arg('input', () => SaveAnnotationInput, { description: 'The annotation.' })
    { subject, ...values }: SaveAnnotationInput,
    @Ctx() context: GraphqlContext,
  ): Promise<SaveRowPayload> {
    return save(context, { kind: 'annotations', source: 'saveAnnotation', subject, values: { ...values } });
  }

  @Mutation(() => SaveRowPayload, {
    description: 'Removes an annotation. Needs `edit-dashboards` of the subject.',
  })
  removeAnnotation(
    @Arg('input', () => RemoveAnnotationInput, { description: 'Which.' })
    { subject, measure = null, kind: annotation, from }: RemoveAnnotationInput,
    @Ctx() context: GraphqlContext,
  ): Promise<SaveRowPayload> {
    const source = 'removeAnnotation';
    return remove(context, { kind: 'annotations', source, subject, measure, annotation, from });
  }

  @Mutation(() => SaveRowPayload, {
    description: 'Defines a metric, or changes it. Needs `edit-dashboards` of its owner.',
  })
  saveMetric(
    @Arg('input', () => SaveMetricInput, { description: 'The metric.' })
    { key, owner, defaultPeriod, ...rest }: SaveMetricInput,
    @Ctx() context: GraphqlContext,
  ): Promise<SaveRowPayload> {
    const definition = { ...rest, 'default-period': defaultPeriod };
    return save(context, { kind: 'metrics', source: 'saveMetric', key, owner, definition });
  }

  @Mutation(() => SaveRowPayload, {
    description: 'Removes a metric that no published dashboard shows. Needs `edit-dashboards` of its owner.',
  })
  removeMetric(
    @Arg('input', () => RemoveMetricInput, { description: 'Which.' }) { key }: RemoveMetricInput,
    @Ctx() context: GraphqlContext,
  ): Promise<SaveRowPayload> {
    return remove(context, { kind: 'metrics', source: 'removeMetric', key });
  }
}
