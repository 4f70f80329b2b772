/** The order of the test files: those that take minutes begin first, so that no core waits for them at the end; then the largest. */
import { statSync } from 'node:fs';

const LONGEST = /test[\\/](faults|audit|bench)[\\/]/;

const rank = ({ path }) => (LONGEST.test(path) ? Infinity : statSync(path).size);

export default class LongestFirst {
  sort(tests) {
    return [...tests]
      .map((test) => [rank(test), test])
      .sort((a, b) => (a[0] === b[0] ? 0 : b[0] - a[0]))
      .map(([, test]) => test);
  }

  shard(tests) {
    return tests;
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
}
