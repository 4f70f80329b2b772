#!/usr/bin/env node
/** `perfplat`: finds the command, runs it, and turns whatever goes wrong into a message and an exit code. */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../config.js';
import { AppError, DISK_FAILED, EXIT, messageOf, UsageError, WRITER_STOPPED } from '../errors.js';
import { type Io, processIo } from './command.js';
import { COMMANDS } from './commands.js';
import { version } from './version.js';

function help(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const list = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: perfplat <command> [options]

${list.join('\n')}

\`perfplat <command> --help\` says more. The database is named by PERF_DATABASE_URL (sqlite:./data/perf.sqlite).
Exit codes: 0 done, 1 the input is wrong, 2 the command line is wrong, 3 the system failed.`;
}

/** Runs one command line (without `node` and the script). */
export async function main(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    return await explain(error, io);
  }
}

async function dispatch([name, ...rest]: readonly string[], io: Io): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io[name === undefined ? 'report' : 'print'](help());
    return name === undefined ? EXIT.usageWrong : EXIT.done;
  }
  if (name === '--version' || name === '-v') {
    io.print(version());
    return EXIT.done;
  }
  if (!Object.hasOwn(COMMANDS, name)) {
    const what = name.startsWith('-') ? `option ${name}` : `command "${name}"`;
    throw new UsageError(
      `there is no ${what}: the commands are ${Object.keys(COMMANDS).join(', ')}; see \`perfplat --help\``,
    );
  }
  const command = await COMMANDS[name].load();
  if (rest.some((argument) => argument === '--help' || argument === '-h')) {
    io.print(command.usage);
    return EXIT.done;
  }
  return command.run(rest, io);
}

/** What whoever runs the command can do; the message of the error is for readers of the platform as well. */
const ADVICE: Readonly<Record<string, string>> = {
  DATABASE_LOST: 'See that the database runs and can be reached at the address in PERF_DATABASE_URL.',
  DATABASE_DAMAGED: 'Stop what uses it, run `perfplat check`, and put a backup in its place.',
  [DISK_FAILED]: 'See what the system says of the disk (dmesg), run `perfplat check`, and do it again.',
};

/** Nobody but who asks for it (`PERF_LOG_LEVEL=debug`) sees where in the code it happened. */
async function explain(error: unknown, io: Io): Promise<number> {
  const { maskSecrets } = await import('../log.js');
  io.progress('');
  const isExpected = error instanceof AppError;
  io.report(maskSecrets(`perfplat: ${isExpected ? '' : 'unexpected failure: '}${messageOf(error)}`));
  if (isExpected && error.code === WRITER_STOPPED && error.cause) {
    io.report(maskSecrets(`It ended with: ${messageOf(error.cause)}.`));
  }
  const advice = isExpected ? ADVICE[error.code] : undefined;
  if (advice) io.report(advice);
  if (['debug', 'trace'].includes(readConfig().config.logLevel)) {
    if (error instanceof Error && error.stack) io.report(maskSecrets(error.stack));
  } else if (!isExpected) {
    io.report('Set PERF_LOG_LEVEL=debug to see where it happened.');
  }
  return isExpected ? error.exitCode : EXIT.systemFailed;
}

const isRun = process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (isRun) {
  // `perfplat … | head` closes the pipe early: that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(EXIT.done);
  });
  void main(process.argv.slice(2), processIo()).then((code) => {
    process.exitCode = code;
  });
}
