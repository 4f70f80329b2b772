/** What is different between two definitions of a dashboard, or of a metric, place by place. */

/** A place, and what is written there in words; null = nothing. */
export interface DefinitionChange {
  /** `title`, `sections.0.modules` (their slugs in order), `modules.take-up.period`. */
  path: string;
  before: string | null;
  after: string | null;
}

type Definition = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Definition =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): Definition[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** Modules by their slugs: one that moves to another section is the same. */
function placesOf(definition: Definition): Map<string, string> {
  const places = new Map<string, string>();
  const put = (path: string, value: unknown): void => {
    if (isRecord(value)) for (const [key, inner] of Object.entries(value)) put(`${path}.${key}`, inner);
    else if (Array.isArray(value) && value.some(isRecord)) {
      for (const [index, inner] of value.entries()) put(`${path}.${index}`, inner);
    } else if (Array.isArray(value)) places.set(path, value.join(', '));
    else if (value !== undefined && value !== null) places.set(path, String(value));
  };
  const { sections, ...head } = definition;
  for (const [key, value] of Object.entries(head)) put(key, value);
  for (const [index, { modules, ...section }] of listOf(sections).entries()) {
    for (const [key, value] of Object.entries(section)) put(`sections.${index}.${key}`, value);
    const own = listOf(modules);
    put(`sections.${index}.modules`, own.map(({ slug }) => String(slug)).join(', '));
    for (const { slug, ...module } of own) {
      for (const [key, value] of Object.entries(module)) put(`modules.${String(slug)}.${key}`, value);
    }
  }
  return places;
}

/** In the order of the new definition; what is not in it any more comes last. */
export function differenceOf(before: Definition, after: Definition): DefinitionChange[] {
  const old = placesOf(before);
  const changes: DefinitionChange[] = [];
  for (const [path, value] of placesOf(after)) {
    const known = old.get(path) ?? null;
    old.delete(path);
    if (known !== value) changes.push({ path, before: known, after: value });
  }
  for (const [path, value] of old) changes.push({ path, before: value, after: null });
  return changes;
}
