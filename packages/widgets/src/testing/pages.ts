/** How the API is asked for a page. */
export interface PageArgs {
  readonly first?: number;
  readonly after?: string | null;
}

/** One page of a list. */
export function pageOf<Node extends { readonly id: string }>(all: readonly Node[], first = 20, after?: string | null) {
  const from = after ? all.findIndex(({ id }) => id === after) + 1 : 0;
  const nodes = all.slice(from, from + first);
  const pageInfo = {
    hasNextPage: from + first < all.length,
    hasPreviousPage: from > 0,
    startCursor: nodes[0]?.id ?? null,
    endCursor: nodes.at(-1)?.id ?? null,
  };
  return { nodes, edges: nodes.map((node) => ({ cursor: node.id, node })), pageInfo };
}
