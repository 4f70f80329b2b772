/** What the tests of who may read and write what are about. */
import { type Files, rows } from '../ingest/importing.js';

/** Two departments, each with a service that has a draft. */
export const TWO: Files = {
  organisations: 'slug,name,kind,parent\ndwp,Work,department,\nmoj,Justice,department,\n',
  services: 'slug,name,organisation\nlpa,Lasting power of attorney,dwp\nclaims,Money claims,moj\n',
  groups: 'slug,name,services\nboth,Both,lpa claims\n',
  'data-sets':
    'service,measure,cadence,state,method\nlpa,completions,month,draft,Secretly of dwp\nclaims,completions,month,draft,Secretly of moj\n' +
    'lpa,transactions,month,published,\n',
  measurements: rows(
    ...['lpa,completions,month,2014-05-01,,51239', 'claims,completions,month,2014-05-01,,61239'],
    ...['lpa,transactions,month,2014-05-01,,7', 'claims,transactions,month,2014-05-01,,8'],
  ),
};
/** What of the drafts could be met anywhere: numbers as they are written, and what is said of them. */
export const SECRET = {
  dwp: /51,?239|51\.2k|Secretly of dwp/,
  moj: /61,?239|61\.2k|Secretly of moj/,
};

export const fill = (path: string, slug: string, organisation: string): string =>
  path
    .replace('/organisations/:slug', `/organisations/${organisation}`)
    .replace('/groups/:slug', '/groups/both')
    .replace(/:slug/, slug)
    .replace(/:metric(\([^)]*\))?/, 'completions')
    .replace(/:name(\([^)]*\))?/, 'measurements')
    .replace(/:module(\([^)]*\))?/, 'completions')
    .replace(/:[a-z]+(\([^)]*\))?/g, '1');
