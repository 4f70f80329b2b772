/** Dashboards: sections and modules about one subject. Fields with arguments are answered by resolvers/dashboard-resolver.ts. */
import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Size } from '../metrics/presentation.js';
import { REQUEST_WORDS, STORED_WORDS } from '../modules/request-words.js';
import { PageInfo } from './connections.js';
import { SizeEnum } from './enums.js';
import { Node } from './subject.js';
import { addWordField } from './word-fields.js';

@ObjectType({
  implements: [Node],
  description:
    'Sections and modules about one subject: published by somebody, or made from the data there is.',
})
export class Dashboard implements Node {
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its name in addresses; null if it is made from the data.',
  })
  slug!: string | null;

  @Field(() => Boolean, {
    description:
      'Whether it is the page of its subject: marked as that, or made from the data where no other is marked.',
  })
  isOwnPage!: boolean;

  @Field(() => Int, { nullable: true, description: 'Its version; null if it is made from the data.' })
  version!: number | null;

  @Field(() => String, { nullable: true, description: 'When this version was made (an instant).' })
  publishedAt!: string | null;
}

@ObjectType({ description: 'Modules that belong together.' })
export class DashboardSection {
  @Field(() => ID, {
    description:
      'Of this section of this version of the dashboard: caches of clients go by it. Not for `node`.',
  })
  id!: string;
}

/** Beside these fields it has one for each word that a dashboard may store (modules/request-words.ts). */
@ObjectType({ description: 'A metric and how it is shown, in the words that `modules` takes.' })
export class DashboardModule {
  @Field(() => ID, {
    description:
      'Of this module of this version of the dashboard: caches of clients go by it. Not for `node`.',
  })
  id!: string;

  @Field(() => String, { description: 'Its name within the dashboard.' })
  slug!: string;
}

for (const name of STORED_WORDS) addWordField(DashboardModule, name, REQUEST_WORDS[name].stored);

@ObjectType({ description: 'A text between the modules of a dashboard.' })
export class DashboardText {
  @Field(() => ID, {
    description: 'Of this text of this version of the dashboard: caches of clients go by it. Not for `node`.',
  })
  id!: string;

  @Field(() => String, { description: 'Its name within the dashboard.' })
  slug!: string;

  @Field(() => SizeEnum, {
    nullable: true,
    description: 'How much of a row it takes where there is room; null = all of it.',
  })
  size!: Size | null;
}

export const DashboardPart = createUnionType({
  name: 'DashboardPart',
  description: 'What stands in a section of a dashboard.',
  types: () => [DashboardModule, DashboardText] as const,
  resolveType: (part) => ('text' in part ? DashboardText : DashboardModule),
});

@InputType({ description: 'Which dashboards: those that match all that is given.' })
export class DashboardFilter {
  @Field(() => String, { nullable: true, description: 'Words in the title or the subject’s name.' })
  text?: string | null;

  @Field(() => String, { nullable: true, description: 'The slug of the organisation that owns them.' })
  owner?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A dashboard in a list.' })
export class DashboardEdge {
  @Field(() => String, { description: 'Where this edge is: the `after` of the next page.' })
  cursor!: string;

  @Field(() => Dashboard, { description: 'The dashboard.' })
  node!: Dashboard;
}

@ObjectType({ simpleResolvers: true, description: 'A list of dashboards.' })
export class DashboardConnection {
  @Field(() => [DashboardEdge], { description: 'This page of the list.' })
  edges!: DashboardEdge[];

  @Field(() => PageInfo, { description: 'Where this page is.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many dashboards match.' })
  totalCount!: number;
}
