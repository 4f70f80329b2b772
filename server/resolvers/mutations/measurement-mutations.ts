/** Measurements are delivered, and deliveries taken back: what `POST /ingest` does, for GraphQL. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { mayEverywhere, placesOf, withRight } from '../../access/rights.js';
import { unauthenticated } from '../../access/tokens.js';
import { hashOfRequest } from '../../access/stored-answers.js';
import { rowIdOf } from '../../entities/index.js';
import {
  type Dimension,
  type MeasurementInput,
  RecordMeasurementsInput,
  RecordMeasurementsPayload,
  UndoSubmissionInput,
  UndoSubmissionPayload,
} from '../../graphql/mutations/measurements.js';
import type { InputProblem } from '../../graphql/mutations/problems.js';
import { isIdempotencyKey, isSource, SOURCE_LENGTH } from '../../ingest/delivery-limits.js';
import type { IngestAnswer, IngestRequest } from '../../ingest/requests/ingest.js';
import type { RowProblem } from '../../ingest/requests/row-numbers.js';
import type { GraphqlContext } from '../context.js';
import { orProblem, submissionOf } from './payloads.js';

const COLUMNS = ['service', 'measure', 'period', 'start', 'value', 'status', 'flags'];

@Resolver()
export class MeasurementMutations {
  @Mutation(() => RecordMeasurementsPayload, {
    description: 'Stores measurements: all of them or none. Needs a token with `write`.',
  })
  async recordMeasurements(
    @Arg('input', () => RecordMeasurementsInput, { description: 'The measurements.' })
    input: RecordMeasurementsInput,
    @Ctx() { bearer, deliver, now }: GraphqlContext,
  ): Promise<RecordMeasurementsPayload> {
    const { tokenId, scopes } = withRight(bearer, 'write', 'write measurements');
    const problems = problemsOf(input);
    if (problems.length > 0) return refused(problems);
    const { mode, dryRun, source, idempotencyKey, measurements } = input;
    const body = Buffer.from(JSON.stringify(measurements.map(rowOf)));
    const asked = { mode: mode === 'REPLACE' ? 'replace' : 'upsert', isDryRun: dryRun === true } as const;
    const key = !asked.isDryRun && idempotencyKey ? idempotencyKey : null;
    const request: IngestRequest = {
      ...{ ...asked, body, form: 'json', now, tokenId },
      source: source?.trim() || 'recordMeasurements',
      places: placesOf(scopes, 'write'),
      key: key === null ? null : { tokenId, key, requestHash: hashOfRequest(asked, body) },
    };
    return payloadOf(await deliver(request));
  }

  @Mutation(() => UndoSubmissionPayload, {
    description:
      'Takes a submission back, as a new one: its values become what they were before. Needs the token that sent it, or `administer:all`.',
  })
  async undoSubmission(
    @Arg('input', () => UndoSubmissionInput, { description: 'Which.' }) { id }: UndoSubmissionInput,
    @Ctx() { bearer, undo, now }: GraphqlContext,
  ): Promise<UndoSubmissionPayload> {
    const mayUndoAll = bearer !== null && mayEverywhere(bearer.scopes, 'administer');
    if (!bearer) throw unauthenticated();
    const { tokenId } = bearer;
    const nothing = { submission: null, restored: 0, withdrawn: 0, left: [], moreLeft: 0, leftRows: [] };
    const wrong = (problem: InputProblem): UndoSubmissionPayload => ({ ...nothing, errors: [problem] });
    const number = rowIdOf(id);
    if (number === null) {
      return wrong({ path: 'id', code: 'INVALID', message: 'a submission has a whole number, like 412' });
    }
    return orProblem(
      async () => {
        const receipt = await undo({ id: number, now, tokenId, mayUndoAll });
        return {
          submission: submissionOf(receipt.submission, now),
          restored: receipt.inserted + receipt.updated,
          withdrawn: receipt.withdrawn,
          left: receipt.left.map((value) => ({ ...value, dimensions: dimensionsOf(value.dimensions) })),
          moreLeft: receipt.moreLeft,
          leftRows: receipt.leftRows,
          errors: [],
        };
      },
      wrong,
      'id',
    );
  }
}

const dimensionsOf = (dimensions: Record<string, string>): Dimension[] =>
  Object.entries(dimensions).map(([name, value]) => ({ name, value }));

const NOTHING = { submission: null, received: 0, inserted: 0, updated: 0, unchanged: 0, withdrawn: 0 };

const refused = (errors: InputProblem[]): RecordMeasurementsPayload => ({
  ...NOTHING,
  warnings: [],
  changes: [],
  errors,
});

/** What rows in the import format cannot say. */
function problemsOf({ measurements, source, idempotencyKey }: RecordMeasurementsInput): InputProblem[] {
  const problems: InputProblem[] = [];
  const wrong = (path: string, message: string): number => problems.push({ path, code: 'INVALID', message });
  if (source && !isSource(source)) {
    wrong('source', `must be a line of at most ${SOURCE_LENGTH} characters`);
  }
  if (idempotencyKey && !isIdempotencyKey(idempotencyKey)) {
    wrong('idempotencyKey', 'must be 1 to 200 letters, digits and signs without blanks');
  }
  measurements.forEach(({ dimensions }, at) => {
    const names = (dimensions ?? []).map(({ name }) => name);
    names.forEach((name, index) => {
      const path = `measurements.${at}.dimensions.${index}.name`;
      if (COLUMNS.includes(name)) wrong(path, `"${name}" is no dimension`);
      else if (names.indexOf(name) < index) wrong(path, `"${name}" stands there twice`);
    });
  });
  return problems.slice(0, 100);
}

const rowOf = (measurement: MeasurementInput): Record<string, string | number | null> => ({
  service: measurement.service,
  measure: measurement.measure,
  period: measurement.period.toLowerCase(),
  start: measurement.start,
  value: measurement.value ?? null,
  status: measurement.status ?? null,
  flags: measurement.flags?.join(' ') ?? null,
  ...Object.fromEntries((measurement.dimensions ?? []).map(({ name, value }) => [name, value])),
});

/** A problem of a row, as one of the input. */
const inputProblem = ({ row, column, code, message }: RowProblem): InputProblem => ({
  path: row === 0 ? 'measurements' : ['measurements', row - 1, ...(column ? [column] : [])].join('.'),
  code,
  message,
});

function payloadOf({ status, body }: IngestAnswer): RecordMeasurementsPayload {
  if (status === 422) return refused(body.errors.map(inputProblem));
  return {
    ...body,
    warnings: body.warnings.map(inputProblem),
    changes: (body.changes ?? []).map((change) => ({
      ...change,
      dimensions: dimensionsOf(change.dimensions),
    })),
    errors: [],
  };
}
