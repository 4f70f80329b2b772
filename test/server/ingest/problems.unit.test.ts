import { describe, expect, test } from '@jest/globals';
import { problemLines, Problems, warningLines } from '../../../server/ingest/problems.js';

describe('warnings', () => {
  const at = (file: string, row: number, column = 0): { file: string; row: number; column: number } => ({
    file,
    row,
    column,
  });

  test('are no problems, and name file and line', () => {
    const problems = new Problems();
    problems.warn(at('m.csv', 4, 6), 'NOTHING_TO_WITHDRAW', 'nothing is there');
    problems.warn(at('m.csv', 0), 'CATEGORIES_KEPT', 'phone stays');
    expect([problems.count, problems.rest, problems.sorted()]).toEqual([0, 0, []]);
    expect(warningLines(problems.sortedWarnings(), problems.moreWarnings)).toEqual([
      'm.csv: warning: phone stays',
      'm.csv:4: warning: nothing is there',
    ]);
  });

  test('stand in the order of files as they were read, then of lines, beside problems', () => {
    const problems = new Problems();
    problems.add(at('b.csv', 3, 1), 'BAD_VALUE', 'wrong');
    problems.warn(at('a.csv', 1), 'CATEGORIES_KEPT', 'third');
    problems.warn(at('b.csv', 9), 'CATEGORIES_KEPT', 'second');
    problems.warn(at('b.csv', 2), 'CATEGORIES_KEPT', 'first');
    expect(problems.sortedWarnings().map(({ message }) => message)).toEqual(['first', 'second', 'third']);
    expect(problemLines(problems.sorted(), problems.rest)).toEqual(['b.csv:3:1: wrong']);
  });

  test('a hundred are listed, the rest counted, whatever problems there are', () => {
    const problems = new Problems();
    for (let row = 1; row <= 101; row++) problems.warn(at('m.csv', row), 'CATEGORIES_KEPT', 'kept');
    for (let row = 1; row <= 99; row++) problems.add(at('m.csv', row), 'BAD_VALUE', 'wrong');
    const lines = warningLines(problems.sortedWarnings(), problems.moreWarnings);
    expect(lines).toHaveLength(101);
    expect(lines.slice(99)).toEqual(['m.csv:100: warning: kept', '… and 1 more warning']);
    expect([problems.count, problems.rest]).toEqual([99, 0]);
  });
});
