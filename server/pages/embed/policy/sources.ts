/** Whether a list of sources lets an address be fetched: CSP level 3, "Does url match source list". */

export interface Asked {
  url: URL;
  /** The origin of the page whose policy it is; null where nobody says: another one than the platform's. */
  self: URL | null;
}

/** `*`, `https:`, `*.example.org:*`, `https://example.org/path/`. */
const HOST_SOURCE =
  /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])(?::(\d+|\*))?(\/[^?#]*)?$/i;
const SCHEME_SOURCE = /^([a-z][a-z0-9+.-]*):$/i;

/** One that is secure is meant by its insecure name, too. */
const matchesScheme = (named: string, scheme: string): boolean =>
  named === scheme || (named === 'http' && scheme === 'https');

const schemeOf = ({ protocol }: URL): string => protocol.slice(0, -1);

const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };
const portOf = (url: URL): string => url.port || DEFAULT_PORTS[schemeOf(url)] || '';

function matchesHost(named: string, host: string): boolean {
  if (named === '*') return true;
  if (named.startsWith('*.')) return host.endsWith(named.slice(1));
  return named === host;
}

function matchesPort(named: string | undefined, scheme: string | undefined, url: URL): boolean {
  const port = portOf(url);
  if (named === '*') return true;
  if (named === undefined) return port === DEFAULT_PORTS[schemeOf(url)];
  // The secure port stands for the other one.
  return named === port || (named === '80' && port === '443' && scheme !== 'https');
}

/** A path that ends with a slash is that of all below it. */
function matchesPath(named: string | undefined, { pathname }: URL): boolean {
  if (named === undefined || named === '/') return true;
  try {
    const [wanted, path] = [decodeURIComponent(named), decodeURIComponent(pathname)];
    return wanted.endsWith('/') ? path.startsWith(wanted) : path === wanted;
  } catch {
    return false;
  }
}

function isSelf({ url, self }: Asked): boolean {
  if (!self || self.hostname !== url.hostname) return false;
  const [own, asked] = [schemeOf(self), schemeOf(url)];
  if (portOf(self) === portOf(url)) return matchesScheme(own, asked);
  // Both at their usual ports: the page is known by its secure address, too.
  const areUsual = [self, url].every((each) => portOf(each) === DEFAULT_PORTS[schemeOf(each)]);
  return areUsual && matchesScheme(own, asked);
}

/** @param source as it is written; keywords, nonces and hashes match no address */
function matchesSource(source: string, asked: Asked): boolean {
  const { url, self } = asked;
  const text = source.toLowerCase();
  if (text === "'self'") return isSelf(asked);
  const scheme = schemeOf(url);
  if (text === '*') return scheme === 'http' || scheme === 'https';
  const [, only] = SCHEME_SOURCE.exec(text) ?? [];
  if (only !== undefined) return matchesScheme(only, scheme);
  const [, named, host, port] = HOST_SOURCE.exec(text) ?? [];
  if (host === undefined) return false;
  // Without a scheme that of the page is meant, or the secure one.
  const wanted = named ?? (self ? schemeOf(self) : 'https');
  const path = HOST_SOURCE.exec(source)?.[4];
  return (
    matchesScheme(wanted, scheme) &&
    matchesHost(host, url.hostname) &&
    matchesPort(port, named, url) &&
    matchesPath(path, url)
  );
}

export const isKeyword = (source: string): boolean => /^'.*'$/.test(source);
const is = (source: string, keyword: string): boolean => source.toLowerCase() === keyword;

export const nonceIn = (sources: readonly string[]): string | undefined =>
  sources.map((source) => /^'nonce-(.+)'$/i.exec(source)?.[1]).find((nonce) => nonce !== undefined);

export const isStrictDynamic = (sources: readonly string[]): boolean =>
  sources.some((source) => is(source, "'strict-dynamic'"));

/** Whether one source or another is that address. */
export const allows = (sources: readonly string[], asked: Asked): boolean =>
  sources.some((source) => matchesSource(source, asked));

/** With something added; `'none'` says something only where it stands alone. */
export const withSources = (sources: readonly string[], added: readonly string[]): string[] => [
  ...sources.filter((source) => !is(source, "'none'")),
  ...added.filter((source) => !sources.includes(source)),
];
