/** Scopes as words: `write:service/carers-allowance`, `edit-dashboards:organisation/dwp`, `administer:all`. */
import { type Connection, rows } from '../db/index.js';
import { TOKEN_RIGHTS, type TokenPlace, type TokenScope } from '../entities/index.js';
import { InputError } from '../errors.js';

const FORM =
  'RIGHT:all, RIGHT:organisation/SLUG (with all below it), RIGHT:service/SLUG or RIGHT:data-set/SERVICE/MEASURE';

const wrong = (word: string, why: string): InputError =>
  new InputError(`the scope "${word}" ${why}`, 422, 'BAD_SCOPE');

async function idOf(
  connection: Connection,
  kind: 'organisation' | 'service',
  slug: string,
): Promise<number | undefined> {
  const [own] = await rows<{ id: number }>(connection, `SELECT id FROM ${kind} WHERE slug = ?`, [slug]);
  if (own) return own.id;
  const [old] = await rows<{ id: number }>(
    connection,
    'SELECT target_id AS id FROM slug_alias WHERE kind = ? AND slug = ?',
    [kind, slug],
  );
  return old?.id;
}

/** Reads a scope. @throws InputError that says what is wrong with it */
export async function readScope(connection: Connection, word: string): Promise<TokenScope> {
  const [given, place = '', ...rest] = word.trim().split(':');
  const right = TOKEN_RIGHTS.find((known) => known === given);
  if (!right) throw wrong(word, `has no right that there is: it begins with ${TOKEN_RIGHTS.join(', ')}`);
  const [kind, slug, measure, ...more] = place.split('/');
  if (rest.length > 0 || more.length > 0) throw wrong(word, `is not of the form ${FORM}`);
  if (kind === 'all' && slug === undefined) return { right };
  if (kind === 'organisation' && slug && measure === undefined) {
    const organisationId = await idOf(connection, kind, slug);
    if (organisationId === undefined) throw wrong(word, 'names no organisation that there is');
    return { right, organisationId };
  }
  const isDataSet = kind === 'data-set' && Boolean(slug && measure);
  if (!isDataSet && !(kind === 'service' && slug && measure === undefined)) {
    throw wrong(word, `is not of the form ${FORM}`);
  }
  const serviceId = await idOf(connection, 'service', slug);
  if (serviceId === undefined) throw wrong(word, 'names no service that there is');
  if (!isDataSet) return { right, serviceId };
  const [known] = await rows(connection, 'SELECT key FROM measure WHERE key = ?', [measure]);
  if (!known) throw wrong(word, 'names no measure that there is');
  return { right, serviceId, measure };
}

/** The words of scopes, as `readScope` reads them, by the slugs of today. */
export async function scopeWords(connection: Connection, scopes: readonly TokenScope[]): Promise<string[]> {
  const slugOf = async (kind: 'organisation' | 'service', id: number): Promise<string> => {
    const [row] = await rows<{ slug: string }>(connection, `SELECT slug FROM ${kind} WHERE id = ?`, [id]);
    return row.slug;
  };
  const words: string[] = [];
  for (const { right, organisationId, serviceId, measure } of scopes) {
    if (organisationId !== undefined)
      words.push(`${right}:organisation/${await slugOf('organisation', organisationId)}`);
    else if (serviceId === undefined) words.push(`${right}:all`);
    else {
      const service = await slugOf('service', serviceId);
      words.push(
        measure === undefined ? `${right}:service/${service}` : `${right}:data-set/${service}/${measure}`,
      );
    }
  }
  return words;
}

/** An organisation and all above it. */
async function chainOf(connection: Connection, organisationId: number | null): Promise<number[]> {
  const chain: number[] = [];
  let at = organisationId;
  while (at !== null && !chain.includes(at)) {
    chain.push(at);
    const [row] = await rows<{ parent_id: number | null }>(
      connection,
      'SELECT parent_id FROM organisation WHERE id = ?',
      [at],
    );
    at = row?.parent_id ?? null;
  }
  return chain;
}

/** The organisations that a place belongs to. */
async function organisationsOf(
  connection: Connection,
  { organisationId, serviceId }: TokenPlace,
): Promise<number[]> {
  if (organisationId !== undefined) return chainOf(connection, organisationId);
  if (serviceId === undefined) return [];
  const [row] = await rows<{ organisation_id: number }>(
    connection,
    'SELECT organisation_id FROM service WHERE id = ?',
    [serviceId],
  );
  return chainOf(connection, row?.organisation_id ?? null);
}

/** Whether all of some places lie within others. */
export async function areWithin(
  connection: Connection,
  inner: readonly TokenPlace[],
  outer: readonly TokenPlace[],
): Promise<boolean> {
  for (const place of inner) {
    const organisations = await organisationsOf(connection, place);
    const isWithin = outer.some(({ organisationId, serviceId, measure }) => {
      if (organisationId !== undefined) return organisations.includes(organisationId);
      if (serviceId === undefined) return true;
      return place.serviceId === serviceId && (measure === undefined || place.measure === measure);
    });
    if (!isWithin) return false;
  }
  return true;
}
