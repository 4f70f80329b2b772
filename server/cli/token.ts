import { EXIT, UsageError } from '../errors.js';
import { DAY_MS, parseDate } from '../metrics/calendar.js';
import { type Io, parseArguments } from './command.js';

export const summary = 'make, list and revoke the tokens of those who publish';

export const usage = `Usage: perfplat token create --name NAME --scope SCOPE [--scope SCOPE]… [--expires 90d] [--link]
       perfplat token list
       perfplat token revoke ID

create prints the token alone on standard output, and never again: only its hash is stored. NAME says whose it is or what
for. A scope is a right and where it holds:

  rights                read-drafts, write, create, edit-dashboards, publish, administer
  RIGHT:all             everywhere
  RIGHT:organisation/SLUG            an organisation with all below it
  RIGHT:service/SLUG                 one service
  RIGHT:data-set/SERVICE/MEASURE     one measure of one service

--link prints, in the place of the token, an address with which its owner signs in once, within a week: nobody needs to know
the token. It begins with PERF_PUBLIC_URL.

--expires takes days (90d), or the date of the last day (2027-03-31); without it a token is valid until it is revoked.
list prints a line a token: its number, name, scopes, when it expires, when it last delivered something. revoke takes
effect at once.

Environment: PERF_DATABASE_URL (sqlite:./data/perf.sqlite), PERF_PUBLIC_URL`;

const OPTIONS = {
  name: { type: 'string' },
  scope: { type: 'string', multiple: true },
  expires: { type: 'string' },
  link: { type: 'boolean' },
} as const;

export async function run(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('token', { args, options: OPTIONS, allowPositionals: true });
  const [action, ...rest] = positionals;
  const now = new Date();
  if (action === 'create' && rest.length === 0) return create(values, io, now);
  if (action === 'list' && rest.length === 0) return list(io);
  if (action === 'revoke' && rest.length === 1) return revoke(rest[0], io, now);
  throw new UsageError('say token create, token list or token revoke ID: see `perfplat token --help`');
}

interface CreateOptions {
  name?: string;
  scope?: string[];
  expires?: string;
  link?: boolean;
}

async function create(
  { name, scope = [], expires, link: isByLink = false }: CreateOptions,
  io: Io,
  now: Date,
): Promise<number> {
  if (!name?.trim()) throw new UsageError('say whose token it is: --name NAME');
  if (scope.length === 0) throw new UsageError('say what it is for: --scope write:service/SLUG');
  const expiresAt = expires === undefined ? null : expiryOf(expires, now);
  const token = { label: name.trim(), scopes: scope, expiresAt, isByLink };
  const base = io.config().publicUrl ?? 'http://localhost:4000';
  await withWriter(io, async (writer) => {
    const made = await writer.run('createToken', { token, doing: { actor: 'command line', now } });
    io.print(isByLink ? `${base}/upload/link/${made.token}` : made.token);
    const what = isByLink ? 'its address is good once, within a week' : 'it is shown this once';
    io.report(`token ${made.id} was made; ${what}`);
  });
  return EXIT.done;
}

/** The instant (ISO) from which a token is not valid any more. */
function expiryOf(text: string, now: Date): string {
  const days = /^(\d{1,5})d$/.exec(text)?.[1];
  const at = days ? now.getTime() + Number(days) * DAY_MS : ((parseDate(text) ?? NaN) + 1) * DAY_MS;
  if (!(at > now.getTime())) {
    throw new UsageError('--expires must be days (90d) or a date to come (2027-03-31)');
  }
  return new Date(at).toISOString();
}

async function list(io: Io): Promise<number> {
  const { openReader } = await import('../db/index.js');
  const { listTokens } = await import('../access/token-table.js');
  const reader = await openReader(io.config().databaseUrl);
  try {
    for (const { id, label, scopes, expiresAt, lastUsedAt, revokedAt } of await listTokens(reader)) {
      const state = revokedAt
        ? `revoked ${revokedAt}`
        : expiresAt
          ? `expires ${expiresAt}`
          : 'does not expire';
      const used = lastUsedAt ? `last used ${lastUsedAt}` : 'never used';
      io.print([id, label, scopes.join(' '), state, used].join('\t'));
    }
  } finally {
    await reader.destroy();
  }
  return EXIT.done;
}

async function revoke(text: string, io: Io, now: Date): Promise<number> {
  const id = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (Number.isNaN(id))
    throw new UsageError('say which token: perfplat token revoke ID, with the number of token list');
  await withWriter(io, (writer) => writer.run('revokeToken', { id, doing: { actor: 'command line', now } }));
  io.report(`token ${id} is revoked`);
  return EXIT.done;
}

async function withWriter(
  io: Io,
  work: (writer: import('../writer/writer.js').Writer) => Promise<void>,
): Promise<void> {
  const { databaseUrl } = io.config();
  const { startWriter } = await import('../writer/writer.js');
  const writer = await startWriter(databaseUrl);
  try {
    await work(writer);
  } finally {
    await writer.close();
  }
}
