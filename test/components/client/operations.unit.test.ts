/** The elements' question, typed from the schema: what the API answers is what pages and elements are made from. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type {
  ChartKind,
  Comparison,
  Direction,
  FreshnessState,
  LineRole,
  ModuleData,
  Period,
  SubjectKind,
  Unit,
  ValueFlag,
  ValueStatus,
  Verdict,
  ViewKind,
} from '../../../components/formatting/types.js';
import type * as Asked from './operations.generated.js';

const ROOT = join(__dirname, '../../..');

test('operations.generated.ts is what the schema and the question make', () => {
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/.bin/graphql-codegen'), '--config', 'codegen.mjs', '--check'],
    { cwd: ROOT, encoding: 'utf8' },
  );
  const isStale = `${stdout}${stderr}`.includes('stale');
  expect(isStale ? 'operations.generated.ts is out of date: run `npm run codegen` and commit it' : '').toBe(
    '',
  );
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
});

/** `true` only where both are the same. */
type Same<A, B> = [A, B] extends [B, A] ? true : false;

/** GraphQL has units as texts: `£` and `per 1,000` cannot be names of an enum. */
type WithUnits<Answer> = Answer extends readonly (infer Item)[]
  ? WithUnits<Item>[]
  : Answer extends object
    ? { [Key in keyof Answer]: Key extends 'unit' ? Unit : WithUnits<Answer[Key]> }
    : Answer;

test('the API answers a ModuleData, in the same words (checked by `npm run types`)', () => {
  const asModule = (answer: WithUnits<Asked.ModulesQuery['modules'][number]>): ModuleData => answer;
  const words: Record<string, true> = {
    ChartKind: true satisfies Same<ChartKind, Asked.ChartKind>,
    Comparison: true satisfies Same<Comparison, Asked.Comparison>,
    Direction: true satisfies Same<Direction, Asked.Direction>,
    FreshnessState: true satisfies Same<FreshnessState, Asked.FreshnessState>,
    LineRole: true satisfies Same<LineRole, Asked.LineRole>,
    Period: true satisfies Same<Period, Asked.Period>,
    SubjectKind: true satisfies Same<SubjectKind, Asked.SubjectKind>,
    ValueFlag: true satisfies Same<ValueFlag, Asked.ValueFlag>,
    ValueStatus: true satisfies Same<ValueStatus, Asked.ValueStatus>,
    Verdict: true satisfies Same<Verdict, Asked.Verdict>,
    ViewKind: true satisfies Same<ViewKind, Asked.ViewKind>,
  };
  expect(asModule).toBeDefined();
  expect(Object.values(words).every(Boolean)).toBe(true);
});
