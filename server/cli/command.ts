/** What every command of `perfplat` is. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { type Config, readConfig } from '../config.js';
import { messageOf, UsageError } from '../errors.js';

/** How a command talks. Tests give their own. */
export interface Io {
  /** A line of the answer, to standard output. */
  print(line: string): void;
  /** A line about the work (errors, warnings, notes), to standard error. */
  report(line: string): void;
  /** What is going on, in place of what was said before; shown on a terminal only. `''` clears it. */
  progress(text: string): void;
  /** @throws UsageError with every mistake in the environment. */
  config(): Config;
}

/** A module of this folder. Heavy imports are made in `run`, so that `--help` is quick. */
export interface Command {
  summary: string;
  /** What `perfplat <command> --help` prints. */
  usage: string;
  /** @returns the exit code (see EXIT in errors.ts); whatever it throws is reported by `main`. */
  run(args: string[], io: Io): Promise<number>;
}

/**
 * `parseArgs` of Node, strict, with errors that say what to do.
 *
 * @throws UsageError
 */
export function parseArguments<Settings extends ParseArgsConfig>(
  command: string,
  settings: Settings,
): ReturnType<typeof parseArgs<Settings>> {
  try {
    return parseArgs(settings);
  } catch (error) {
    if (!isParseError(error)) throw error;
    const message = messageOf(error).split('. ')[0];
    throw new UsageError(
      `${message.charAt(0).toLowerCase()}${message.slice(1)}: see \`perfplat ${command} --help\``,
    );
  }
}

const isParseError = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  String(error.code).startsWith('ERR_PARSE_ARGS');

/** The io of a real process. */
export function processIo(): Io {
  let shown = '';
  const clear = (): void => {
    if (shown) process.stderr.write('\r\u001b[K');
    shown = '';
  };
  return {
    print: (line) => {
      clear();
      process.stdout.write(`${line}\n`);
    },
    report: (line) => {
      clear();
      process.stderr.write(`${line}\n`);
    },
    progress: (text) => {
      if (!process.stderr.isTTY) return;
      clear();
      shown = text.slice(0, Math.max(10, (process.stderr.columns ?? 80) - 1));
      process.stderr.write(shown);
    },
    config: () => {
      const { config, problems, warnings } = readConfig();
      for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
      if (problems.length > 0) throw new UsageError(problems.join('\n'), 'BAD_ENVIRONMENT');
      return config;
    },
  };
}
