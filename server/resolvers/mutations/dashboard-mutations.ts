/** Dashboards are saved, reviewed, published, taken back and deleted by those who make them. */
import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { placesOf, type Right, withRight } from '../../access/rights.js';
import type { Bearer } from '../../access/token-table.js';
import type { Refused } from '../../authoring/problems.js';
import type { Author } from '../../authoring/reach.js';
import type { SavedDashboard } from '../../authoring/save-dashboard.js';
import type { EditableDashboard as Stored } from '../../authoring/stored.js';
import type { DashboardChange } from '../../authoring/workflow.js';
import type { DashboardState } from '../../entities/index.js';
import {
  ChangeDashboardPayload,
  DefinitionChange,
  DeleteDashboardInput,
  EditableDashboard,
  type DashboardEvent,
  PreviewDashboardInput,
  PreviewDashboardPayload,
  PublishDashboardInput,
  SaveDashboardInput,
  SaveDashboardPayload,
  type SavedVersion,
  SubmitDashboardInput,
  UnpublishDashboardInput,
} from '../../graphql/mutations/dashboards.js';
import { Viewer } from '../../graphql/mutations/tokens.js';
import { Json } from '../../graphql/scalars.js';
import { differenceOf } from '../../modules/definition-difference.js';
import type { GraphqlContext } from '../context.js';

/** Who edits with a token. @throws InputError (401, 403) */
export function authorOf(
  { bearer, now }: Pick<GraphqlContext, 'bearer' | 'now'>,
  right: Right = 'edit-dashboards',
): Author {
  const words = right === 'publish' ? 'publish dashboards' : 'edit dashboards';
  const { tokenId, label, scopes } = withRight(bearer, right, words);
  return {
    ...{ tokenId, name: label, now },
    places: placesOf(scopes, 'edit-dashboards'),
    publishes: placesOf(scopes, 'publish'),
  };
}

const changed = (answer: SavedDashboard | Refused): ChangeDashboardPayload =>
  'problems' in answer ? { dashboard: null, errors: answer.problems } : { dashboard: answer, errors: [] };

async function change(
  action: DashboardChange,
  { slug, version, replacedBy = null }: DeleteDashboardInput,
  context: GraphqlContext,
  right: Right = 'publish',
): Promise<ChangeDashboardPayload> {
  const author = authorOf(context, right);
  return changed(await context.authoring.changeDashboard({ author, action, slug, version, replacedBy }));
}

@Resolver()
export class DashboardMutations {
  @Mutation(() => SaveDashboardPayload, {
    description: 'Saves the next version of a dashboard, a draft. Needs `edit-dashboards`.',
  })
  async saveDashboard(
    @Arg('input', () => SaveDashboardInput, { description: 'The dashboard.' })
    { slug, baseVersion, definition }: SaveDashboardInput,
    @Ctx() context: GraphqlContext,
  ): Promise<SaveDashboardPayload> {
    const author = authorOf(context);
    const asked = { author, slug, baseVersion: baseVersion ?? 0, definition };
    const answer = await context.authoring.saveDashboard(asked);
    return 'problems' in answer
      ? { dashboard: null, newer: answer.newer ?? null, errors: answer.problems }
      : { dashboard: answer, newer: null, errors: [] };
  }

  @Mutation(() => ChangeDashboardPayload, {
    description: 'Asks for a review of the newest version. Needs `edit-dashboards`.',
  })
  submitDashboard(
    @Arg('input', () => SubmitDashboardInput, { description: 'Which.' }) input: SubmitDashboardInput,
    @Ctx() context: GraphqlContext,
  ): Promise<ChangeDashboardPayload> {
    return change('submit', input, context, 'edit-dashboards');
  }

  @Mutation(() => ChangeDashboardPayload, {
    description: 'Shows the newest version to all readers. Needs `publish`.',
  })
  publishDashboard(
    @Arg('input', () => PublishDashboardInput, { description: 'Which.' }) input: PublishDashboardInput,
    @Ctx() context: GraphqlContext,
  ): Promise<ChangeDashboardPayload> {
    return change('publish', input, context);
  }

  @Mutation(() => ChangeDashboardPayload, {
    description: 'Takes a dashboard away from readers; its versions stay. Needs `publish`.',
  })
  unpublishDashboard(
    @Arg('input', () => UnpublishDashboardInput, { description: 'Which.' }) input: UnpublishDashboardInput,
    @Ctx() context: GraphqlContext,
  ): Promise<ChangeDashboardPayload> {
    return change('unpublish', input, context);
  }

  @Mutation(() => ChangeDashboardPayload, {
    description:
      'Deletes a dashboard: its address answers that it has gone. Needs `publish`; of one that nobody has seen, `edit-dashboards`.',
  })
  deleteDashboard(
    @Arg('input', () => DeleteDashboardInput, { description: 'Which.' }) input: DeleteDashboardInput,
    @Ctx() context: GraphqlContext,
  ): Promise<ChangeDashboardPayload> {
    const isEditor = context.bearer && placesOf(context.bearer.scopes, 'edit-dashboards').length > 0;
    return change('delete', input, context, isEditor ? 'edit-dashboards' : 'publish');
  }

  @Mutation(() => PreviewDashboardPayload, {
    description:
      'Makes an address that shows a version to whoever has it, for a while; it ends where the dashboard is deleted. Needs `edit-dashboards`.',
  })
  async previewDashboard(
    @Arg('input', () => PreviewDashboardInput, { description: 'Which.' })
    { slug, version, days }: PreviewDashboardInput,
    @Ctx() context: GraphqlContext,
  ): Promise<PreviewDashboardPayload> {
    const author = authorOf(context);
    const answer = await context.authoring.previewDashboard({ author, slug, version, days: days ?? 7 });
    if ('problems' in answer) return { url: null, expiresAt: null, errors: answer.problems };
    return { url: `${context.base}/preview/${answer.key}`, expiresAt: answer.expiresAt, errors: [] };
  }
}

@Resolver(() => Viewer)
export class ViewerDashboardsResolver {
  @FieldResolver(() => [EditableDashboard], { description: 'The dashboards that it may edit, by slug.' })
  dashboards(@Root() { scopes }: Bearer, @Ctx() { authoring }: GraphqlContext): Promise<Stored[]> {
    return authoring.dashboards(placesOf(scopes, 'edit-dashboards'));
  }

  @FieldResolver(() => EditableDashboard, { nullable: true, description: 'One of them.' })
  async dashboard(
    @Arg('slug', () => String, { description: 'Its slug.' }) slug: string,
    @Root() bearer: Bearer,
    @Ctx() context: GraphqlContext,
  ): Promise<Stored | null> {
    const all = await this.dashboards(bearer, context);
    return all.find(({ dashboard }) => dashboard.slug === slug) ?? null;
  }
}

@Resolver(() => EditableDashboard)
export class EditableDashboardResolver {
  @FieldResolver(() => String)
  slug(@Root() { dashboard }: Stored): string {
    return dashboard.slug;
  }

  @FieldResolver()
  state(@Root() { dashboard }: Stored): DashboardState {
    return dashboard.state;
  }

  @FieldResolver(() => Int)
  version(@Root() { versions }: Stored): number {
    return versions[versions.length - 1].number;
  }

  @FieldResolver(() => Int, { nullable: true })
  publishedVersion(@Root() { dashboard }: Stored): number | null {
    return dashboard.publishedVersion;
  }

  @FieldResolver(() => Int, { nullable: true })
  reviewVersion(@Root() { dashboard }: Stored): number | null {
    return dashboard.reviewVersion;
  }

  @FieldResolver()
  versions(@Root() { versions }: Stored): SavedVersion[] {
    return versions;
  }

  @FieldResolver()
  events(@Root() { events }: Stored): DashboardEvent[] {
    return events;
  }

  @FieldResolver(() => Json)
  definition(
    @Root() dashboard: Stored,
    @Arg('version', () => Int, { nullable: true, description: 'The newest if nobody says.' })
    version: number | null,
    @Ctx() { authoring }: GraphqlContext,
  ): Promise<unknown> {
    return authoring.definition(dashboard, version ?? this.version(dashboard));
  }

  @FieldResolver(() => [DefinitionChange])
  async difference(
    @Root() dashboard: Stored,
    @Arg('from', () => Int, { description: 'The earlier version.' }) from: number,
    @Arg('to', () => Int, { description: 'The later version.' }) to: number,
    @Ctx() { authoring }: GraphqlContext,
  ): Promise<DefinitionChange[]> {
    return differenceOf(
      await authoring.definition(dashboard, from),
      await authoring.definition(dashboard, to),
    );
  }
}
