/** Tokens, and who asks with one. */
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { DateTime } from '../scalars.js';
import { Service } from '../subject.js';
import { InputProblem } from './problems.js';

@ObjectType({ simpleResolvers: true, description: 'A bearer token. What it is itself is told once.' })
export class Token {
  @Field(() => ID, { description: 'Its number.' })
  id!: number;

  @Field(() => String, { description: 'Whose it is or what for.' })
  name!: string;

  @Field(() => [String], { description: 'What it may do and where: `write:service/renew-a-permit`.' })
  scopes!: string[];

  @Field(() => DateTime, { nullable: true, description: 'When it ends; null = never.' })
  expiresAt!: string | null;
}

@ObjectType({ description: 'Who asks.' })
export class Viewer {
  @Field(() => String, { description: 'The name of the token.' })
  name!: string;

  @Field(() => [String], { description: 'What it may do and where: `write:service/renew-a-permit`.' })
  scopes!: string[];

  @Field(() => [Service], { description: 'The services whose measurements it may write, by slug.' })
  services!: Service[];
}

@InputType({ description: 'A token to be made.' })
export class CreateTokenInput {
  @Field(() => String, { description: 'Whose it is or what for.' })
  name!: string;

  @Field(() => [String], {
    description:
      'What it may do and where: RIGHT:all, RIGHT:organisation/SLUG, RIGHT:service/SLUG or RIGHT:data-set/SERVICE/MEASURE.',
  })
  scopes!: string[];

  @Field(() => DateTime, { nullable: true, description: 'When it ends; never if nobody says.' })
  expiresAt?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What became of it.' })
export class CreateTokenPayload {
  @Field(() => Token, { nullable: true, description: 'The token; null with errors.' })
  token!: Token | null;

  @Field(() => String, { nullable: true, description: 'What to send as `Bearer …`. It is never told again.' })
  secret!: string | null;

  @Field(() => [InputProblem], { description: 'Why there is none.' })
  errors!: InputProblem[];
}

@InputType({ description: 'A token to be ended.' })
export class RevokeTokenInput {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What became of it.' })
export class RevokeTokenPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'The number of the token, which is good for nothing now; null with errors.',
  })
  id!: number | null;

  @Field(() => [InputProblem], { description: 'Why it was not ended.' })
  errors!: InputProblem[];
}
