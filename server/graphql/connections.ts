/** Relay's pages of lists, one way for all. */
import { Field, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'Where a page of a list is.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether there is more before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The first edge of this page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The last edge of this page: the next one’s `after`.' })
  endCursor!: string | null;
}
