/** What the payloads of several mutations hold. */
import { InputError } from '../../errors.js';
import type { InputProblem } from '../../graphql/mutations/problems.js';

/** The submission that was made now; null where nothing changed, and none was. */
export const submissionOf = (id: number | null, now: Date): { id: number; receivedAt: string } | null =>
  id === null ? null : { id, receivedAt: now.toISOString() };

/** What is wrong with the input, as its answer. @throws any other error */
export async function orProblem<Payload>(
  work: () => Promise<Payload>,
  refused: (problem: InputProblem) => Payload,
  path: string,
): Promise<Payload> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InputError) || error.httpStatus === 403) throw error;
    return refused({ path, code: error.code, message: error.message });
  }
}
