/** What a GraphQL document may be, so that no question costs more to refuse than to answer. */
import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';
import { queryCost, type TypeCosts } from './query-cost.js';

export const GRAPHQL_LIMITS = {
  documentBytes: 100_000,
  tokens: 1000,
  depth: 10,
  aliases: 30,
  directives: 8,
  cost: 20_000,
  /** The document, its variables and extensions: 100 module requests take about 20 kB. */
  bodyBytes: 256_000,
} as const;

/**
 * Armor throws by default, which Apollo answers with 500 from inside validation; reported, it is a validation error
 * like any other.
 */
const reported = {
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null, error: GraphQLError): void =>
      context?.reportError(new GraphQLError(error.message.replace(/^Syntax Error: /, ''))),
  ],
};

/** Depth, aliases and directives. Tokens are `parseOptions.maxTokens`: armor's own make syntax errors 500s. */
export function documentRules(): ValidationRule[] {
  const { depth, aliases, directives } = GRAPHQL_LIMITS;
  const armor = new ApolloArmor({
    maxDepth: { n: depth, flattenFragments: true, ...reported },
    maxAliases: { n: aliases, allowList: [], ...reported },
    maxDirectives: { n: directives, ...reported },
    costLimit: { enabled: false },
    maxTokens: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  });
  return armor.protect().validationRules;
}

export function limitCost<C extends BaseContext>(costs?: TypeCosts): ApolloServerPlugin<C> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, operation, request }) {
          if (!operation) return;
          const cost = queryCost({ schema, document, operation, variables: request.variables ?? {}, costs });
          if (cost <= GRAPHQL_LIMITS.cost) return;
          const message = `this question costs ${cost}, at most ${GRAPHQL_LIMITS.cost}: ask for fewer at once (\`first\`)`;
          throw new GraphQLError(message, { extensions: { code: 'COST_LIMIT', http: { status: 400 } } });
        },
      };
    },
  };
}
