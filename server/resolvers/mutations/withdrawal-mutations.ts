/** What a data set holds is taken back, and data sets are. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { placesOf, withRight } from '../../access/rights.js';
import {
  WithdrawDataSetInput,
  WithdrawMeasurementsInput,
  WithdrawPayload,
} from '../../graphql/mutations/withdrawals.js';
import type { Withdrawal } from '../../ingest/saving/withdraw.js';
import type { RecordedPeriod } from '../../metrics/periods.js';
import type { GraphqlContext } from '../context.js';
import { orProblem, submissionOf } from './payloads.js';

async function withdrawn(
  { service, measure, dryRun }: WithdrawDataSetInput,
  what: Withdrawal['what'],
  { source, context }: { source: string; context: GraphqlContext },
): Promise<WithdrawPayload> {
  const { bearer, withdraw, now } = context;
  const { tokenId, scopes } = withRight(bearer, 'write', 'take measurements back');
  const places = placesOf(scopes, 'write');
  const isDryRun = dryRun === true;
  return orProblem(
    async (): Promise<WithdrawPayload> => {
      const receipt = await withdraw({ service, measure, what, isDryRun, tokenId, places, source, now });
      return {
        submission: submissionOf(receipt.submission, now),
        withdrawn: receipt.withdrawn,
        errors: [],
      };
    },
    (problem) => ({ submission: null, withdrawn: 0, errors: [problem] }),
    '',
  );
}

@Resolver()
export class WithdrawalMutations {
  @Mutation(() => WithdrawPayload, {
    description: 'Takes measurements back, as if they had never been sent. Needs `write` of the data set.',
  })
  async withdrawMeasurements(
    @Arg('input', () => WithdrawMeasurementsInput, { description: 'Which.' })
    input: WithdrawMeasurementsInput,
    @Ctx() context: GraphqlContext,
  ): Promise<WithdrawPayload> {
    const { period, from, to, dimension, value } = input;
    if ((dimension ?? null) === null ? (value ?? null) !== null : (value ?? null) === null) {
      const message = 'a category has a dimension and a value: give both';
      return { submission: null, withdrawn: 0, errors: [{ path: 'value', code: 'INVALID', message }] };
    }
    const what = {
      period: (period ?? undefined)?.toLowerCase() as RecordedPeriod | undefined,
      from: from ?? undefined,
      to: to ?? undefined,
      category: dimension ? { dimension, value: value! } : undefined,
    };
    return withdrawn(input, what, { source: 'withdrawMeasurements', context });
  }

  @Mutation(() => WithdrawPayload, {
    description:
      'Takes a data set back, with all that it holds and says of itself. Needs `write` of it. Sent again it begins anew.',
  })
  withdrawDataSet(
    @Arg('input', () => WithdrawDataSetInput, { description: 'Which.' }) input: WithdrawDataSetInput,
    @Ctx() context: GraphqlContext,
  ): Promise<WithdrawPayload> {
    return withdrawn(input, 'data set', { source: 'withdrawDataSet', context });
  }
}
