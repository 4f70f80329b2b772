/** Words that several tables share. */
import type { Text } from '../metrics/definitions.js';

/** Texts that readers see, by name and language: `{ "name": { "en": "…", "cy": "…" } }`. */
export type Texts<Required extends string, Optional extends string = never> = Record<Required, Text> &
  Partial<Record<Optional, Text>>;

/** What has metrics. A portfolio has no row: its `subject_id` is null. */
export const SUBJECT_TYPES = ['service', 'organisation', 'group', 'portfolio'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

/** What a slug can name. */
export const SLUG_KINDS = ['service', 'organisation', 'group', 'dashboard'] as const;
export type SlugKind = (typeof SLUG_KINDS)[number];
