/** Tokens are made and ended, and say what they may do. */
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { mayEverywhere, placesOf, withRight } from '../../access/rights.js';
import type { Bearer } from '../../access/token-table.js';
import { rowIdOf, type TokenPlace } from '../../entities/index.js';
import { InputError } from '../../errors.js';
import type { InputProblem } from '../../graphql/mutations/problems.js';
import {
  CreateTokenInput,
  CreateTokenPayload,
  RevokeTokenInput,
  RevokeTokenPayload,
  Viewer,
} from '../../graphql/mutations/tokens.js';
import { Service } from '../../graphql/subject.js';
import { reachedServices } from '../../store/reach.js';
import { serviceSubject, type Subject } from '../../store/subject.js';
import type { GraphqlContext } from '../context.js';
import { orProblem } from './payloads.js';

const NAME_LENGTH = 200;

function administrator(bearer: Bearer | null): Bearer {
  return withRight(bearer, 'administer', 'make or end tokens');
}

/** Where somebody may make and end tokens; undefined = everywhere, whatever there is. */
const placesFor = ({ scopes }: Bearer): TokenPlace[] | undefined =>
  mayEverywhere(scopes, 'administer') ? undefined : placesOf(scopes, 'administer');

@Resolver()
export class TokenMutations {
  @Mutation(() => CreateTokenPayload, {
    description: 'Makes a token. Needs one with `administer` of all that it reaches.',
  })
  createToken(
    @Arg('input', () => CreateTokenInput, { description: 'The token.' })
    { name, scopes, expiresAt }: CreateTokenInput,
    @Ctx() { bearer, tokens, now }: GraphqlContext,
  ): Promise<CreateTokenPayload> {
    const by = administrator(bearer);
    const doing = { actor: `token ${by.tokenId}`, now, places: placesFor(by) };
    const refused = (problem: InputProblem): CreateTokenPayload => ({
      token: null,
      secret: null,
      errors: [problem],
    });
    const invalid = (path: string, message: string): Promise<CreateTokenPayload> =>
      Promise.resolve(refused({ path, code: 'INVALID', message }));
    const label = name.trim();
    if (label === '' || label.length > NAME_LENGTH || /[\p{Cc}\p{Cs}]/u.test(label)) {
      return invalid('name', `must be a line of 1 to ${NAME_LENGTH} characters`);
    }
    if (scopes.length === 0)
      return invalid('scopes', 'must hold at least one, like write:service/renew-a-permit');
    const end = expiresAt ? new Date(expiresAt) : null;
    if (end && !(end > now))
      return invalid('expiresAt', 'must be an instant to come, like 2030-01-31T00:00:00Z');
    return orProblem(
      async () => {
        const made = { label, scopes, expiresAt: end?.toISOString() ?? null };
        const { id, token: secret } = await tokens.create(made, doing);
        const token = { id, name: label, scopes, expiresAt: made.expiresAt };
        return { token, secret, errors: [] };
      },
      refused,
      'scopes',
    );
  }

  @Mutation(() => RevokeTokenPayload, {
    description:
      'Ends a token for good. Needs one with `administer` of all that it reaches, or the token itself.',
  })
  revokeToken(
    @Arg('input', () => RevokeTokenInput, { description: 'Which.' }) { id }: RevokeTokenInput,
    @Ctx() { bearer, tokens, now }: GraphqlContext,
  ): Promise<RevokeTokenPayload> {
    const isOwn = bearer !== null && String(bearer.tokenId) === id;
    const by = isOwn ? bearer : administrator(bearer);
    const doing = { actor: `token ${by.tokenId}`, now, places: isOwn ? undefined : placesFor(by) };
    return orProblem<RevokeTokenPayload>(
      async () => {
        const number = rowIdOf(id);
        if (number === null) throw new InputError('a token has a whole number, like 7', 422, 'INVALID');
        await tokens.revoke(number, doing);
        return { id: number, errors: [] };
      },
      (problem) => ({ id: null, errors: [problem] }),
      'id',
    );
  }

  @Query(() => Viewer, { nullable: true, description: 'Who asks; null without a valid token.' })
  viewer(@Ctx() { bearer }: GraphqlContext): Bearer | null {
    return bearer;
  }
}

@Resolver(() => Viewer)
export class ViewerResolver {
  @FieldResolver(() => String)
  name(@Root() { label }: Bearer): string {
    return label;
  }

  @FieldResolver(() => [String])
  scopes(@Root() { scopes }: Bearer, @Ctx() { tokens }: GraphqlContext): Promise<string[]> {
    return tokens.words(scopes);
  }

  @FieldResolver(() => [Service])
  services(@Root() { scopes }: Bearer, @Ctx() { reading: { catalogue } }: GraphqlContext): Subject[] {
    const reached = reachedServices(catalogue, placesOf(scopes, 'write'));
    return reached.map(({ service }) => serviceSubject(service));
  }
}
