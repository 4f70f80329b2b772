/** Words that several tables share. */
import type { Text } from '../metrics/definitions.js';
import type { SluggedType } from '../metrics/subject-kinds.js';

/** Texts that readers see, by name and language: `{ "name": { "en": "…", "cy": "…" } }`. */
export type Texts<Required extends string, Optional extends string = never> = Record<Required, Text> &
  Partial<Record<Optional, Text>>;

/** The tables of subjects. */
export const SUBJECT_TABLES: Readonly<Record<SluggedType, string>> = {
  service: 'service',
  organisation: 'organisation',
  group: 'service_group',
};

/** What a slug can name. */
export type SlugKind = SluggedType | 'dashboard';
