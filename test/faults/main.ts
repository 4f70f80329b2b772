/**
 * `npm run test:faults`: causes the faults that the built platform must survive, each on a database of its own, and says
 * what was seen. Exit code 0 if every claim holds, 1 if one does not, 2 if the command line is wrong.
 */
import { parseArgs } from 'node:util';
import { Trial, type Fault, type TrialOptions } from './fault.js';
import { databaseAway } from './database-away.js';
import { backups } from './writing/backups.js';
import { deliveriesAway } from './writing/deliveries-away.js';
import { equalQuestions } from './equal-questions.js';
import { failingDisk } from './writing/failing-disk.js';
import { fileUnderServer } from './file-under-server.js';
import { fullDisk } from './writing/full-disk.js';
import { greedyAddresses } from './greedy-addresses.js';
import { killed } from './writing/killed.js';
import { migrations } from './writing/migrations.js';
import { mixedDeliveries } from './writing/mixed-deliveries.js';
import { nonsense } from './nonsense.js';
import { onDisk } from './writing/on-disk.js';
import { slowSockets } from './slow-sockets.js';
import { stoppedDeliveries } from './writing/stopped-deliveries.js';
import { stopping } from './stopping.js';

/** In the order in which they run. */
const FAULTS: readonly Fault[] = [
  equalQuestions,
  databaseAway,
  fileUnderServer,
  stopping,
  onDisk,
  failingDisk,
  fullDisk,
  killed,
  mixedDeliveries,
  stoppedDeliveries,
  deliveriesAway,
  backups,
  migrations,
  nonsense,
  slowSockets,
  greedyAddresses,
];

const USAGE = `Usage: npm run test:faults -- [options]

  --only NAME,…   only these faults: ${FAULTS.map(({ name }) => name).join(', ')}
  --short         seconds in the place of minutes
  --seed N        of what is random (1)

Environment: TEST_POSTGRES_URL (a server on which databases can be made)`;

const OPTIONS = {
  only: { type: 'string' },
  short: { type: 'boolean', default: false },
  seed: { type: 'string', default: '1' },
  help: { type: 'boolean', default: false },
} as const;

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** A line for people and for the test that runs this: what was seen, and whether the claim holds. */
async function tried({ name, claim, run }: Fault, options: TrialOptions): Promise<boolean> {
  process.stderr.write(`${name}: ${claim}\n`);
  const trial = new Trial(options);
  try {
    process.stdout.write(`${name} holds: ${await run(trial)}\n`);
    return true;
  } catch (error) {
    process.stdout.write(`${name} DOES NOT HOLD: ${messageOf(error)}\n`);
    trial.explain();
    return false;
  } finally {
    await trial.close();
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS });
  const names = values.only?.split(',') ?? FAULTS.map(({ name }) => name);
  const wrong = names.find((name) => !FAULTS.some((fault) => fault.name === name));
  if (values.help || wrong !== undefined || !/^\d+$/.test(values.seed)) {
    process.stderr.write(`${wrong === undefined ? '' : `there is no fault "${wrong}"\n\n`}${USAGE}\n`);
    return values.help ? 0 : 2;
  }
  const options: TrialOptions = { isShort: values.short, seed: Number(values.seed) };
  let code = 0;
  for (const fault of FAULTS.filter(({ name }) => names.includes(name))) {
    if (!(await tried(fault, options))) code = 1;
  }
  return code;
}

// A connection that was reset while it was being closed would keep Node 20 from its end for ever.
process.exit(await main());
