/** How many random cases a test looks at: few in each run, `TEST_RANDOM_CASES` times as many where one has the time. */
export const randomCases = (usual: number): number =>
  Math.ceil(usual * Number(process.env.TEST_RANDOM_CASES ?? 1));
