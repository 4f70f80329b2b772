/**
 * A module as the server draws it: a node is the name of its tag, its attributes, and its children, which are nodes or texts.
 * What begins with `--` among the attributes is a custom property of its style.
 * No part of it is markup: the loader makes elements of it, of tags and attributes that it knows.
 */
export type DrawingNode = readonly [
  tag: string,
  attributes: Readonly<Record<string, string>>,
  ...children: (DrawingNode | string)[],
];
