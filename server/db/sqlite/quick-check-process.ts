/** A process of its own, for the check keeps a thread busy for seconds: prints what it found, as JSON. */
import { constants, setPriority } from 'node:os';
import { type KnownSubmission, quickCheck, type TimedCheck } from './quick-check.js';

const [path, known] = process.argv.slice(2);
setPriority(constants.priority.PRIORITY_LOW);
const begun = performance.now();
const found = quickCheck(path, JSON.parse(known) as KnownSubmission | null);
const timed: TimedCheck = { ...found, ms: performance.now() - begun };
process.stdout.write(JSON.stringify(timed));
