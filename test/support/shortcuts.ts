/** `PERF_WITHOUT` of the run: the suites pass whatever the platform does without (see docs/reliability.md). */
import { readConfig } from '../../server/config.js';

/** For processes that a test starts. */
export const SHORTCUTS = { PERF_WITHOUT: process.env.PERF_WITHOUT };

/** For what a test builds in its own process. */
export const WITHOUT = readConfig(SHORTCUTS).config.without;
