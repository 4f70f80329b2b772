/** The server's log: one JSON object a line on standard error, without secrets and without whole addresses. */
import { pino, stdSerializers, type DestinationStream, type Logger } from 'pino';
import { isIPv4, isIPv6 } from 'node:net';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/**
 * Our tokens, whatever comes after `Bearer`, and the password in an address: of a database it goes to the last @, for
 * it may hold any character.
 */
const SECRETS: [RegExp, string][] = [
  [/\bpp_[A-Za-z0-9_-]{4,}/g, 'pp_…'],
  [/\b(Bearer)\s+[^\s"',]+/gi, '$1 …'],
  [/(\bpostgres(?:ql)?:\/\/[^\s:/@"]*):[^\s"]*@/gi, '$1:…@'],
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"]*):[^\s@/"]+@/gi, '$1:…@'],
];

/** The text without tokens and passwords. */
export const maskSecrets = (text: string): string =>
  SECRETS.reduce((masked, [secret, mask]) => masked.replace(secret, mask), text);

/**
 * An address without what tells one household from another: the last byte of IPv4, all but the first 48 bits of IPv6.
 */
export function truncateAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (isIPv4(mapped)) return mapped.replace(/\d+$/, '0');
  if (!isIPv6(address)) return 'unknown';
  const [head, tail] = address.split('%')[0].split('::');
  const before = head === '' ? [] : head.split(':');
  const groups = tail === undefined ? before : [...before, ...Array<string>(8).fill('0')];
  return `${groups.slice(0, 3).join(':')}::`;
}

/** What a failed statement was given, and what of it databases repeat: they may be anybody's. */
const VALUES = ['parameters', 'detail'];

/** An error as an object, without the values of the statement that failed, also where it is the cause of another. */
function withoutValues(error: Error): object {
  const strip = (found: unknown): unknown => {
    if (Array.isArray(found)) return found.map(strip);
    if (typeof found !== 'object' || found === null || !('stack' in found)) return found;
    const kept = Object.entries(found).filter(([name]) => !VALUES.includes(name));
    return Object.fromEntries(kept.map(([name, value]) => [name, strip(value)]));
  };
  return strip(stdSerializers.err(error)) as object;
}

/** A log that writes to `destination` (standard error unless given). Children and their bindings are masked alike. */
export function createLog(level: LogLevel, destination?: DestinationStream): Logger {
  const target = destination ?? pino.destination({ dest: 2, sync: true });
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: withoutValues },
    },
    { write: (line) => target.write(maskSecrets(line)) },
  );
}

/** The process's log; `log.level = config.logLevel` sets how much it says. */
export const log: Logger = createLog('info');
