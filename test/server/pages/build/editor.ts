/** What somebody does in the builder without JavaScript. */
import { expect } from '@jest/globals';
import type { Platform } from '../../../support/platform.js';
import { Visitor } from '../upload/visitor.js';

const rows = Array.from({ length: 24 }, (_, at) => {
  const start = `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`;
  return `permits,transactions,month,${start},digital,${800 + at}\npermits,transactions,month,${start},phone,${200 - at}\n`;
});

/** Two agencies, a service of each; of the first one two years of months. */
export const PERMITS = {
  organisations: 'slug,name,kind\nagency,Permit Agency,agency\nother,Other,agency\n',
  services: 'slug,name,organisation\npermits,Renew a permit,agency\nelsewhere,Elsewhere,other\n',
  measurements: `service,measure,period,start,channel,value\n${rows.join('')}`,
};

export const tokenOf = (platform: Platform, name: string, ...scopes: string[]): string =>
  platform
    .perfplat('token', 'create', '--name', name, ...scopes.flatMap((scope) => ['--scope', scope]))
    .trim();

export async function signInAt(url: string, token: string, path = '/build'): Promise<Visitor> {
  const visitor = new Visitor(url);
  await visitor.get(path);
  expect(visitor.heading()).toMatch(path.startsWith('/build') ? /^Build/ : /^Publish/);
  await visitor.post('/upload/sign-in', { token });
  expect(visitor.path).toBe(path);
  return visitor;
}

/** Sends the editor's form as it stands, with a button, and fields that were filled in. */
export const press = (visitor: Visitor, button: string, filled: Record<string, string> = {}): Promise<void> =>
  visitor.send('draft', { ...filled, do: button });

export async function started(visitor: Visitor, title: string, start = 'empty'): Promise<void> {
  await visitor.get('/build/new?subject=service%2Fpermits');
  await visitor.post('/build/new', { title, start });
  expect(visitor.path).toMatch(/^\/build\/drafts\/[\w-]{22}$/);
}

export const draftPathOf = ({ path }: Visitor): string => path.replace(/[?#].*/, '');

export async function added(visitor: Visitor, ...figures: string[]): Promise<void> {
  await press(visitor, 'pick 0');
  await visitor.post(visitor.path.replace(/\?.*/, ''), [
    ...figures.map((each) => [`add ${each}`, each] as const),
  ]);
}
