/** What yaml-text.unit.test.ts counts the steps of. */
import { Problems } from '../../../server/ingest/problems.js';
import { readYaml, type YamlValue } from '../../../server/ingest/dashboards/yaml-text.js';

export default (text: string): Promise<YamlValue | undefined> =>
  readYaml('f.yaml', [Buffer.from(text)], new Problems());
