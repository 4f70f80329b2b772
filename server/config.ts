/**
 * The environment: read here and nowhere else. All mistakes are found at once, and reading never throws: whoever
 * starts something decides what a mistake means for it.
 */
import { isIP } from 'node:net';

const LOG_LEVEL_WORDS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** What a server keeps or adds up to answer sooner, and can do without: every answer stays the same. */
const SHORTCUT_WORDS = ['answers', 'columns', 'roll-ups'] as const;
export type Shortcut = (typeof SHORTCUT_WORDS)[number];

export interface Config {
  /** 0 = any free one. */
  port: number;
  host: string;
  /** `sqlite:./path`, `sqlite:/path` or `postgres://…`. */
  databaseUrl: string;
  /** Where readers find the platform, with its path prefix and without a slash at the end; null = where it listens. */
  publicUrl: string | null;
  /** Addresses and networks of proxies whose `X-Forwarded-For` is believed. */
  trustedProxies: readonly string[];
  /** Licence of data sets that name none. */
  dataLicence: string;
  /** The e-mail address of whoever runs the platform, for problems that no publisher can be told; null = none. */
  contact: string | null;
  logLevel: (typeof LOG_LEVEL_WORDS)[number];
  /** How many processes serve; 1 = the one that was started. */
  processes: number;
  /** To find out whether one of them makes a difference; none unless set. */
  without: ReadonlySet<Shortcut>;
  limits: {
    /** Requests a minute and anonymous address, twice as many in a burst; 0 = addresses have no limit of any kind. */
    requestsPerMinute: number;
    /** Requests answered at the same time. */
    inFlight: number;
    /** Event-loop lag above which requests are turned away. */
    eventLoopLagMs: number;
  };
}

export interface ConfigReading {
  /** With the default wherever there is a mistake. */
  config: Config;
  /** What is wrong, a sentence each, with what to write instead. */
  problems: string[];
  /** Names that look like ours and are not. */
  warnings: string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULTS: Config = {
  port: 4000,
  host: '127.0.0.1',
  databaseUrl: 'sqlite:./data/perf.sqlite',
  publicUrl: null,
  trustedProxies: [],
  dataLicence: 'Open Government Licence v3.0',
  contact: null,
  logLevel: 'info',
  processes: 1,
  without: new Set(),
  limits: { requestsPerMinute: 600, inFlight: 256, eventLoopLagMs: 200 },
};

/** A setting that is wrong: what it must be, to follow "NAME must be ". */
class Mistake extends Error {}

type Parse<Value> = (text: string) => Value;

const wholeNumber =
  (least: number, most: number): Parse<number> =>
  (text) => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
    if (!(value >= least && value <= most)) throw new Mistake(`a whole number from ${least} to ${most}`);
    return value;
  };

const anyText: Parse<string> = (text) => text;

const mailAddress: Parse<string | null> = (text) => {
  if (!/^[^\s@<>?&]+@[^\s@<>?&]+\.[^\s@<>?&]+$/.test(text)) throw new Mistake('an e-mail address');
  return text;
};

const databaseUrl: Parse<string> = (text) => {
  if (!/^(sqlite:.|postgres(ql)?:\/\/.)/.test(text)) {
    throw new Mistake('sqlite:./path/to/file, sqlite:/absolute/path or postgres://user@host:port/name');
  }
  return text;
};

const webAddress: Parse<string> = (text) => {
  const mistake = new Mistake('an address like https://www.example.org/performance, without ? and #');
  if (!URL.canParse(text)) throw mistake;
  const url = new URL(text);
  if (!['http:', 'https:'].includes(url.protocol) || url.search || url.hash || url.username) throw mistake;
  return url.origin + url.pathname.replace(/\/+$/, '');
};

const isNetwork = (text: string): boolean => {
  const [address, length, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (version === 4 ? 32 : 128));
};

const networks: Parse<readonly string[]> = (text) => {
  const list = text.split(/[\s,]+/).filter(Boolean);
  const wrong = list.find((item) => !isNetwork(item));
  if (wrong !== undefined) {
    throw new Mistake(`addresses or networks like 10.0.0.0/8, separated by commas ("${wrong}" is none)`);
  }
  return list;
};

const logLevel: Parse<Config['logLevel']> = (text) => {
  const level = LOG_LEVEL_WORDS.find((word) => word === text.toLowerCase());
  if (!level) throw new Mistake(`one of ${LOG_LEVEL_WORDS.join(', ')}`);
  return level;
};

const shortcuts: Parse<ReadonlySet<Shortcut>> = (text) => {
  const words = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  const known = SHORTCUT_WORDS.filter((word) => words.includes(word));
  if (known.length < new Set(words).size) throw new Mistake(`some of ${SHORTCUT_WORDS.join(', ')}`);
  return new Set(known);
};

const NAMES = {
  port: 'PORT',
  host: 'HOST',
  databaseUrl: 'PERF_DATABASE_URL',
  publicUrl: 'PERF_PUBLIC_URL',
  trustedProxies: 'PERF_TRUSTED_PROXIES',
  dataLicence: 'PERF_DATA_LICENCE',
  contact: 'PERF_CONTACT',
  logLevel: 'PERF_LOG_LEVEL',
  processes: 'PERF_PROCESSES',
  without: 'PERF_WITHOUT',
  requestsPerMinute: 'PERF_RATE_LIMIT',
  inFlight: 'PERF_IN_FLIGHT_LIMIT',
  eventLoopLagMs: 'PERF_LAG_LIMIT_MS',
};
const SETTINGS: readonly string[] = Object.values(NAMES);

/**
 * graphql checks the class of every value it meets in two ways unless this is set: half again the time of a large
 * answer. Call it before anything imports graphql.
 */
export function assumeProduction(environment: NodeJS.ProcessEnv = process.env): void {
  environment.NODE_ENV ??= 'production';
}

/** Reads the settings. An empty one is as if it were not there. */
export function readConfig(environment: Environment = process.env): ConfigReading {
  const problems: string[] = [];
  const read = <Value>(name: string, fallback: Value, parse: Parse<Value>): Value => {
    const text = environment[name]?.trim();
    if (!text) return fallback;
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      // The value itself may hold a password.
      const shown = name === NAMES.databaseUrl ? '' : `, not "${text}"`;
      problems.push(`${name} must be ${error.message}${shown}`);
      return fallback;
    }
  };
  const { limits } = DEFAULTS;
  const config: Config = {
    port: read(NAMES.port, DEFAULTS.port, wholeNumber(0, 65_535)),
    host: read(NAMES.host, DEFAULTS.host, anyText),
    databaseUrl: read(NAMES.databaseUrl, DEFAULTS.databaseUrl, databaseUrl),
    publicUrl: read(NAMES.publicUrl, DEFAULTS.publicUrl, webAddress),
    trustedProxies: read(NAMES.trustedProxies, DEFAULTS.trustedProxies, networks),
    dataLicence: read(NAMES.dataLicence, DEFAULTS.dataLicence, anyText),
    contact: read(NAMES.contact, DEFAULTS.contact, mailAddress),
    logLevel: read(NAMES.logLevel, DEFAULTS.logLevel, logLevel),
    processes: read(NAMES.processes, DEFAULTS.processes, wholeNumber(1, 64)),
    without: read(NAMES.without, DEFAULTS.without, shortcuts),
    limits: {
      requestsPerMinute: read(NAMES.requestsPerMinute, limits.requestsPerMinute, wholeNumber(0, 1_000_000)),
      inFlight: read(NAMES.inFlight, limits.inFlight, wholeNumber(1, 100_000)),
      eventLoopLagMs: read(NAMES.eventLoopLagMs, limits.eventLoopLagMs, wholeNumber(10, 60_000)),
    },
  };
  const warnings = Object.keys(environment)
    .filter((name) => name.startsWith('PERF_') && !SETTINGS.includes(name))
    .sort()
    .map((name) => `${name} is not a setting and was ignored (there are ${SETTINGS.join(', ')})`);
  return { config, problems, warnings };
}
