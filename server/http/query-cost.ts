/**
 * What a question costs before it is answered: one for each object it asks for, some types more, times the `first` of
 * the lists they are in. Unlike a validation rule this sees the variables, so `first: $n` hides nothing.
 */
import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** By type name; a type that is not named costs 1. Parts that come with their owner without work cost nothing. */
export type TypeCosts = Readonly<Record<string, number>>;

const TYPE_COSTS: TypeCosts = {
  Figure: 2,
  Series: 5,
  Coverage: 0,
  Change: 0,
  PeriodSpan: 0,
  TargetState: 0,
  MetricDefinition: 0,
  PageInfo: 0,
};

/** What a field costs that has no object below it and yet is work. */
const FIELD_COSTS: Readonly<Record<string, number>> = { 'ModuleResult.drawing': 20 };

interface Question {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Variables;
  costs?: TypeCosts;
}

/** Arguments that say how many objects a field answers with: a number, or a list with one answer an item. */
const COUNTING = ['first', 'requests', 'metrics'];

function argumentValue(field: FieldNode, name: string, variables: Variables): unknown {
  const node = field.arguments?.find((argument) => argument.name.value === name);
  return node && valueFromASTUntyped(node.value, { ...variables });
}

/** How many times the objects below `field` are asked for; at least once, so that `first: 0` is not free. */
function timesOf(field: FieldNode, definition: GraphQLField<unknown, unknown>, variables: Variables): number {
  return COUNTING.reduce((times, name) => {
    const argument = definition.args.find((known) => known.name === name);
    if (!argument) return times;
    const value = argumentValue(field, name, variables) ?? argument.defaultValue;
    if (Array.isArray(value)) return times * Math.max(1, value.length);
    return typeof value === 'number' ? times * Math.max(1, value) : times;
  }, 1);
}

/** A page of a list: its `edges` are there `first` times, whatever stands beside them (totals) once. */
const isConnection = (type: GraphQLNamedType): boolean => isObjectType(type) && 'edges' in type.getFields();

/** What was sent, and for variables that were not, the defaults that the operation declares. */
function withDefaults({ variableDefinitions = [] }: OperationDefinitionNode, sent: Variables): Variables {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
  );
  return { ...Object.fromEntries(defaults), ...sent };
}

/** The cost of one operation. The document must be valid: its fragments have no cycles. */
export function queryCost({ schema, document, operation, costs = TYPE_COSTS, ...rest }: Question): number {
  const variables = withDefaults(operation, rest.variables);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  // Fragments that spread each other twice would take 2^n steps without this.
  const known = new Map<string, number>();

  function costOfFragment(name: string, edges: number): number {
    const key = `${name} ${edges}`;
    const cost = known.get(key);
    if (cost !== undefined) return cost;
    const fragment = fragments.get(name);
    const type = fragment && schema.getType(fragment.typeCondition.name.value);
    const computed = fragment && type ? costOfSelections(fragment.selectionSet, type, edges) : 0;
    known.set(key, computed);
    return computed;
  }

  function costOfField(field: FieldNode, parent: GraphQLNamedType): number {
    if (!isObjectType(parent) && !isInterfaceType(parent)) return 0;
    const definition = parent.getFields()[field.name.value];
    if (!definition) return 0;
    if (!field.selectionSet) return FIELD_COSTS[`${parent.name}.${field.name.value}`] ?? 0;
    const type = getNamedType(definition.type);
    if (!isCompositeType(type)) return 0;
    const times = timesOf(field, definition, variables);
    const own = costs[type.name] ?? 1;
    return isConnection(type)
      ? times * own + costOfSelections(field.selectionSet, type, times)
      : times * (own + costOfSelections(field.selectionSet, type));
  }

  /** `edges`: how many of them a connection has, where the selections are those of one. */
  function costOfSelections({ selections }: SelectionSetNode, parent: GraphQLNamedType, edges = 1): number {
    return selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) {
        return sum + costOfField(selection, parent) * (selection.name.value === 'edges' ? edges : 1);
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) return sum + costOfFragment(selection.name.value, edges);
      const condition = selection.typeCondition && schema.getType(selection.typeCondition.name.value);
      return sum + costOfSelections(selection.selectionSet, condition ?? parent, edges);
    }, 0);
  }

  const root = schema.getRootType(operation.operation);
  return root ? costOfSelections(operation.selectionSet, root) : 0;
}
