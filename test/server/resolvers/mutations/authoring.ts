/** Tokens and mutations of dashboards, for tests. */
import { createToken } from '../../../../server/access/token-table.js';
import type { Api } from '../../../support/api.js';

interface Errors {
  errors: {
    path: string;
    code: string;
    message: string;
    value?: string;
    allowed?: string[];
    nearest?: string;
  }[];
}
export type Changed = Errors & {
  dashboard: { slug: string; version: number } | null;
  newer?: { version: number; author: string; definition: unknown; difference: object[] } | null;
  submission?: { id: string; receivedAt: string } | null;
  url?: string | null;
};

const ERRORS = 'errors { path code message value allowed nearest }';
const FIELDS: Readonly<Record<string, string>> = {
  saveDashboard:
    'dashboard { slug version } newer { version author at definition difference { path before after } }',
  submitDashboard: 'dashboard { slug version }',
  publishDashboard: 'dashboard { slug version }',
  unpublishDashboard: 'dashboard { slug version }',
  deleteDashboard: 'dashboard { slug version }',
  previewDashboard: 'url expiresAt',
};

export const tokenOf = async (api: Api, ...scopes: string[]): Promise<string> => {
  const made = { label: scopes.join(' '), scopes, expiresAt: null };
  return (await createToken(api.writer, made, { actor: 'test', now: api.now })).token;
};

/** Calls a mutation. What the whole answer was refused for comes as its errors. */
export async function call(api: Api, name: string, input: object, token: string): Promise<Changed> {
  const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${FIELDS[name] ?? 'submission { id receivedAt }'} ${ERRORS} } }`;
  const { data, errors } = await api.ask<Record<string, Changed>>(query, { input }, token);
  if (data?.[name]) return data[name];
  const refused = errors!.map(({ message, extensions: { code } }) => ({ path: '', code, message }));
  return { dashboard: null, errors: refused };
}

export const definition = (more: object = {}): Record<string, unknown> => ({
  title: 'Letters',
  subject: 'service/lpa',
  owner: 'moj',
  sections: [{ title: 'All', modules: [{ slug: 'letters', metric: 'letters', period: 'month', last: 12 }] }],
  ...more,
});
