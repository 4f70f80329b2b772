/** Texts stand among the modules of a dashboard: they have no metric. */
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { rows, run } from '../dialect.js';
import { tableColumn, text } from './columns.js';

const METRIC = 'metric_key';

export class DashboardTexts1767000000000 implements MigrationInterface {
  name = 'DashboardTexts1767000000000';

  up(queryRunner: QueryRunner): Promise<void> {
    return queryRunner.changeColumn(
      'module',
      METRIC,
      tableColumn(queryRunner, text(METRIC, { nullable: true })),
    );
  }

  /** Takes the texts away, in all versions: there is no other place for them. */
  async down(queryRunner: QueryRunner): Promise<void> {
    const texts = await rows<{ slug: string; version_id: number }>(
      queryRunner,
      `SELECT slug, version_id FROM module WHERE ${METRIC} IS NULL`,
    );
    const slugs = new Map<number, Set<string>>();
    for (const { slug, version_id: id } of texts) slugs.set(id, (slugs.get(id) ?? new Set()).add(slug));
    for (const [id, gone] of slugs) await withoutModules(queryRunner, id, gone);
    await queryRunner.query(`DELETE FROM module WHERE ${METRIC} IS NULL`);
    await queryRunner.changeColumn('module', METRIC, tableColumn(queryRunner, text(METRIC)));
  }
}

async function withoutModules(queryRunner: QueryRunner, id: number, gone: Set<string>): Promise<void> {
  const [version] = await rows<{ sections: string }>(
    queryRunner,
    'SELECT sections FROM dashboard_version WHERE id = ?',
    [id],
  );
  const sections = JSON.parse(version.sections) as { modules: string[] }[];
  for (const section of sections) section.modules = section.modules.filter((slug) => !gone.has(slug));
  const text = JSON.stringify(sections.filter(({ modules }) => modules.length > 0));
  await run(queryRunner, 'UPDATE dashboard_version SET sections = ? WHERE id = ?', [text, id]);
}
