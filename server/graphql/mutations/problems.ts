/** What is wrong with the input of a mutation. */
import { Field, ObjectType } from 'type-graphql';

@ObjectType({
  simpleResolvers: true,
  description: 'Something that is wrong with the input of a mutation. Nothing was changed.',
})
export class InputProblem {
  @Field(() => String, {
    description: 'Where: `measurements.3.value` is the value of the fourth measurement. Empty = all of it.',
  })
  path!: string;

  @Field(() => String, { description: 'What kind of mistake it is, for programs.' })
  code!: string;

  @Field(() => String, { description: 'What is wrong and what to do.' })
  message!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What stands there, where that is a text or a number.',
  })
  value?: string;

  @Field(() => [String], {
    nullable: true,
    description: 'All that is possible there, where that is a list to choose from.',
  })
  allowed?: readonly string[];

  @Field(() => String, { nullable: true, description: 'What was probably meant.' })
  nearest?: string;
}
