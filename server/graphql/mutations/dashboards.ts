/** Dashboards as those see and change them who make them. */
import { Field, Float, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime, Json } from '../scalars.js';
import { Submission } from './measurements.js';
import { InputProblem } from './problems.js';

const states = {
  draft: 'Nobody but its makers sees it.',
  'in-review': 'It waits for somebody who may publish it.',
  published: 'Readers see a version of it; newer ones may be drafts.',
  unpublished: 'Readers have seen it, and see it no longer.',
  deleted: 'Its address says that it has gone.',
} as const;
/** By the names of the API the words that are stored. */
const DashboardStateEnum = Object.fromEntries(
  Object.keys(states).map((word) => [word.toUpperCase().replace('-', '_'), word]),
);
registerEnumType(DashboardStateEnum, {
  name: 'DashboardState',
  description: 'Who sees a dashboard.',
  valuesConfig: Object.fromEntries(
    Object.entries(states).map(([word, description]) => [
      word.toUpperCase().replace('-', '_'),
      { description },
    ]),
  ),
});

@ObjectType({ simpleResolvers: true, description: 'One saved state of a dashboard. It never changes.' })
export class SavedVersion {
  @Field(() => Int, { description: 'Its number, from 1.' })
  number!: number;

  @Field(() => String, { description: 'Who has saved it.' })
  author!: string;

  @Field(() => DateTime, { description: 'When.' })
  at!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Something that was done to a dashboard.' })
export class DashboardEvent {
  @Field(() => DateTime, { description: 'When.' })
  at!: string;

  @Field(() => String, {
    description: 'What: `save`, `submit`, `publish`, `unpublish`, `delete` or `preview`.',
  })
  action!: string;

  @Field(() => Int, { description: 'The version that it was done to.' })
  version!: number;

  @Field(() => String, { description: 'The name of the token that it was done with.' })
  actor!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A place at which two versions are different.' })
export class DefinitionChange {
  @Field(() => String, { description: 'Where: `title`, `sections.0.modules`, `modules.take-up.period`.' })
  path!: string;

  @Field(() => String, { nullable: true, description: 'What stands in the earlier one; null = nothing.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'What stands in the later one; null = nothing.' })
  after!: string | null;
}

@ObjectType({ description: 'A dashboard that the token may edit, with its drafts.' })
export class EditableDashboard {
  @Field(() => String, { description: 'Its address: `/dashboards/<slug>`.' })
  slug!: string;

  @Field(() => DashboardStateEnum, { description: 'Who sees it.' })
  state!: keyof typeof states;

  @Field(() => Int, { description: 'The newest version.' })
  version!: number;

  @Field(() => Int, { nullable: true, description: 'The version that readers see; null = none.' })
  publishedVersion!: number | null;

  @Field(() => Int, { nullable: true, description: 'The version that waits for a review; null = none.' })
  reviewVersion!: number | null;

  @Field(() => [SavedVersion], { description: 'All versions, oldest first.' })
  versions!: SavedVersion[];

  @Field(() => [DashboardEvent], { description: 'Who did what, oldest first.' })
  events!: DashboardEvent[];

  @Field(() => Json, { description: 'What a version says, as files have it.' })
  definition!: unknown;

  @Field(() => [DefinitionChange], { description: 'What is different between two versions.' })
  difference!: DefinitionChange[];
}

@InputType({ description: 'A dashboard to be saved: its next version.' })
export class SaveDashboardInput {
  @Field(() => String, { description: 'Its address: `/dashboards/<slug>`.' })
  slug!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version that was changed: the newest, else it is refused. 0 or null = it is new.',
  })
  baseVersion?: number | null;

  @Field(() => Json, {
    description:
      'What it is, as files have it: { title, description, subject, owner, "is-own-page", sections: [{ title, modules: [{ slug, metric, … }] }] }.',
  })
  definition!: unknown;
}

@ObjectType({ simpleResolvers: true, description: 'A dashboard that was changed.' })
export class ChangedDashboard {
  @Field(() => String, { description: 'Its address: `/dashboards/<slug>`.' })
  slug!: string;

  @Field(() => Int, { description: 'Its newest version.' })
  version!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The version that somebody else has saved in the meantime.',
})
export class NewerVersion {
  @Field(() => Int, { description: 'Its number.' })
  version!: number;

  @Field(() => String, { description: 'Who has saved it.' })
  author!: string;

  @Field(() => DateTime, { description: 'When.' })
  at!: string;

  @Field(() => Json, { description: 'What it says.' })
  definition!: unknown;

  @Field(() => [DefinitionChange], { description: 'What is different from it in what was to be saved.' })
  difference!: DefinitionChange[];
}

@ObjectType({ simpleResolvers: true, description: 'What became of it.' })
export class SaveDashboardPayload {
  @Field(() => ChangedDashboard, { nullable: true, description: 'What was saved; null with errors.' })
  dashboard!: ChangedDashboard | null;

  @Field(() => NewerVersion, { nullable: true, description: 'With an error STALE: what is there now.' })
  newer!: NewerVersion | null;

  @Field(() => [InputProblem], { description: 'Why nothing was saved.' })
  errors!: InputProblem[];
}

@InputType({ description: 'A version of a dashboard.' })
class DashboardVersionInput {
  @Field(() => String, { description: 'The slug of the dashboard.' })
  slug!: string;

  @Field(() => Int, { description: 'The newest version, as it was looked at.' })
  version!: number;
}

@InputType({ description: 'A version of a dashboard that is to be reviewed.' })
export class SubmitDashboardInput extends DashboardVersionInput {}

@InputType({ description: 'A version of a dashboard that readers are to see.' })
export class PublishDashboardInput extends DashboardVersionInput {}

@InputType({ description: 'A dashboard that readers are to see no longer.' })
export class UnpublishDashboardInput extends DashboardVersionInput {}

@InputType({ description: 'A dashboard to be deleted.' })
export class DeleteDashboardInput extends DashboardVersionInput {
  @Field(() => String, {
    nullable: true,
    description: 'The slug of a published dashboard that its readers are sent to.',
  })
  replacedBy?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What became of it.' })
export class ChangeDashboardPayload {
  @Field(() => ChangedDashboard, { nullable: true, description: 'The dashboard; null with errors.' })
  dashboard!: ChangedDashboard | null;

  @Field(() => [InputProblem], { description: 'Why nothing was changed.' })
  errors!: InputProblem[];
}

@InputType({ description: 'A version to be shown to somebody who has no token.' })
export class PreviewDashboardInput extends DashboardVersionInput {
  @Field(() => Float, { nullable: true, description: 'How many days, at most 30; 7 if nobody says.' })
  days?: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'An address that shows a draft.' })
export class PreviewDashboardPayload {
  @Field(() => String, { nullable: true, description: 'The address, told once; null with errors.' })
  url!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when it is good.' })
  expiresAt!: string | null;

  @Field(() => [InputProblem], { description: 'Why there is none.' })
  errors!: InputProblem[];
}

@ObjectType({ simpleResolvers: true, description: 'What became of it. It is live at once.' })
export class SaveRowPayload {
  @Field(() => Submission, {
    nullable: true,
    description: 'What was stored, to be undone by its number; null where nothing was new, and with errors.',
  })
  submission!: Submission | null;

  @Field(() => [InputProblem], { description: 'Why nothing was changed.' })
  errors!: InputProblem[];
}
