import type { Command } from './command.js';

interface Entry {
  summary: string;
  load(): Promise<Pick<Command, 'usage' | 'run'>>;
}

/** Every command, in the order of `--help`; loaded when it is used. */
export const COMMANDS: Readonly<Record<string, Entry>> = {
  serve: { summary: 'answer pages, questions and embeds over HTTP', load: () => import('./serve.js') },
  migrate: {
    summary: 'create the database, bring it to this version, or undo the last step',
    load: () => import('./migrate.js'),
  },
  import: {
    summary: 'read CSV files and dashboards, all of them or nothing',
    load: () => import('./import.js'),
  },
  export: {
    summary: 'write everything that can be imported to files',
    load: () => import('./export.js'),
  },
  list: {
    summary: 'list services, metrics and whatever else files name, by slug',
    load: () => import('./list.js'),
  },
  token: {
    summary: 'make, list and revoke the tokens of those who publish',
    load: () => import('./token.js'),
  },
  backup: { summary: 'copy the database to a file, while it is in use', load: () => import('./backup.js') },
  restore: { summary: 'put a backup in the place of the database', load: () => import('./restore.js') },
  demo: { summary: 'make or extend the demonstration data, and exit', load: () => import('./demo.js') },
  check: { summary: 'look for damage and contradictions in the database', load: () => import('./check.js') },
};
