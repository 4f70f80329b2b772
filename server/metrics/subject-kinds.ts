/** The kinds of what has metrics. Every other list of them is made from this one, or checked against it by a test. */

/** As rows, files, attributes and addresses write them. A portfolio has neither a row nor a slug. */
export const SUBJECT_TYPES = ['service', 'organisation', 'group', 'portfolio'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

export type SluggedType = Exclude<SubjectType, 'portfolio'>;
export const SLUGGED_TYPES = SUBJECT_TYPES.filter((type): type is SluggedType => type !== 'portfolio');

/** As the API writes them. */
export type SubjectKind = Uppercase<SubjectType>;

export const kindOf = <Type extends SubjectType>(type: Type): Uppercase<Type> =>
  type.toUpperCase() as Uppercase<Type>;

export const typeOf = <Kind extends SubjectKind>(kind: Kind): Lowercase<Kind> =>
  kind.toLowerCase() as Lowercase<Kind>;
