/** What a page asks for by links, before its script has run, is taken and not asked for again. */
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { figurePreload } from '../../../server/pages/embed/preload.js';
import { atRest, modulesReady } from './site.js';
import { Session, tag } from './session.js';

const session = new Session();

describe('a page with links that ask for its figure early', () => {
  const linksFor = (service: string): string => {
    const { sheets } = (
      JSON.parse(readFileSync(join(session.embed, 'manifest.json'), 'utf8')) as {
        groups: { sheets: string[] };
      }
    ).groups;
    const { platform } = session.site;
    const [, attributes] = /<perf-module (.*?)>/.exec(tag(service))!;
    const written = [...attributes.matchAll(/(\S+)="(.*?)"/g)].map(
      ([, name, value]) => [name, value] as const,
    );
    const links = figurePreload(written, {
      endpoint: `${platform}/graphql`,
      sheets: `${platform}/${sheets[0]}`,
    });
    return String(links);
  };
  const until = (part: string): string[] => {
    const { requests } = session.site;
    return requests.slice(
      0,
      requests.findIndex((request) => request.includes(part)),
    );
  };

  it.each([
    ['a wide page', 1000],
    ['a phone', 390],
  ])('takes that answer on %s, and asks nothing again', async (_, width) => {
    await session.page.setViewportSize({ width, height: 800 });
    let release!: () => void;
    const held = new Promise<void>((settle) => (release = settle));
    await session.page.route('**/embed.js', async (route) => (await held, route.continue()));
    const opened = session.open(tag('a'), { head: linksFor('a') + session.site.script });
    while (session.site.count('/graphql') === 0) await session.page.waitForTimeout(20);
    release();
    await opened;
    await modulesReady(session.page);
    await atRest(session.page);
    expect(until('/embed.js').filter((request) => request.endsWith('/graphql'))).toHaveLength(1);
    expect(session.site.count('/graphql')).toBe(1);
    const scripts = session.site.requests.filter((request) => /chunk.*\.js/.test(request));
    expect(scripts).toHaveLength(new Set(scripts).size);
    expect(await session.shown().locator('.perf-number').textContent()).toBe('56.8%');
    expect(session.troubles).toEqual([]);
  });

  it('asks for what they do not', async () => {
    await session.open(tag('channels'), { head: linksFor('a') + session.site.script });
    await modulesReady(session.page);
    expect(session.site.count('/graphql')).toBe(2);
    expect(session.site.asked.map(({ service }) => service).sort()).toEqual(['a', 'channels']);
  });
});
