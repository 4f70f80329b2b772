/** A dashboard that was deleted: its address says that it has gone and what is there in its place, also where it was kept. */
import { expect, test } from '@jest/globals';
import { createToken } from '../../../server/access/token-table.js';
import type { Author } from '../../../server/authoring/reach.js';
import { saveDashboard } from '../../../server/authoring/save-dashboard.js';
import { CHANGES } from '../../../server/authoring/workflow.js';
import { importing } from '../ingest/importing.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { expectSoundPage, FILES, NOW, publicSite } from './public-site.js';

const board = (slug: string): string =>
  `- { slug: ${slug}, title: Board ${slug}, subject: service/carers, sections: [{ title: Use, modules: [{ slug: use, metric: transactions }] }] }\n`;

describeOnEachDatabase('a dashboard that was deleted', (dialect) => {
  test('answers 410 until it is published again; a draft that nobody has seen answers 404', async () => {
    const database = await importing(dialect);
    const { dataSource } = database;
    await database.accept({ ...FILES, dashboards: board('old') + board('new') }, { now: NOW });
    const { id: tokenId } = await createToken(
      dataSource,
      { label: 'Editors', scopes: ['edit-dashboards:all', 'publish:all'], expiresAt: null },
      { actor: 'test', now: NOW },
    );
    const author: Author = { tokenId, name: 'Editors', places: [{}], publishes: [{}], now: NOW };
    const site = await publicSite(dataSource);
    const ask = (url: string) => site.app.inject({ url, headers: { accept: 'text/html' } });
    try {
      expect((await ask('/dashboards/old')).statusCode).toBe(200);
      const asked = { author, slug: 'old', version: 1 };
      expect(await CHANGES.delete(dataSource, { ...asked, replacedBy: 'new' })).toEqual({
        slug: 'old',
        version: 1,
      });
      const gone = await ask('/dashboards/old');
      expect(gone.statusCode).toBe(410);
      expectSoundPage(gone.body);
      expect(gone.body).toContain('<meta name="robots" content="noindex" />');
      expect(gone.body).toMatch(/In its place there is <a [^>]*href="[^"]*\/dashboards\/new">Board new<\/a>/);
      for (const format of ['csv', 'json', 'svg', 'png', 'html']) {
        const file = await ask(`/dashboards/old/use.${format}`);
        expect([format, file.statusCode]).toEqual([format, 410]);
        expect(file.headers['cache-control']).toBe('no-store');
        expect(file.body).toContain('https://example.org/performance/dashboards/new');
      }
      expect((await ask('/dashboards')).body).not.toContain('Board old');

      const definition = {
        title: 'Board old again',
        subject: 'service/carers',
        sections: [{ title: 'Use', modules: [{ slug: 'use', metric: 'transactions' }] }],
      };
      const saved = await saveDashboard(dataSource, { author, slug: 'old', baseVersion: 1, definition });
      expect(saved).toEqual({ slug: 'old', version: 2 });
      expect((await ask('/dashboards/old')).statusCode).toBe(404);
      await CHANGES.publish(dataSource, { ...asked, version: 2 });
      expect((await ask('/dashboards/old')).body).toContain('Board old again');

      await saveDashboard(dataSource, { author, slug: 'unseen', baseVersion: 0, definition });
      await CHANGES.delete(dataSource, { author, slug: 'unseen', version: 1, replacedBy: null });
      expect((await ask('/dashboards/unseen')).statusCode).toBe(404);
      expect((await ask('/dashboards/unseen/use.csv')).statusCode).toBe(404);
    } finally {
      await site.app.close();
      await database.close();
    }
  });
});
