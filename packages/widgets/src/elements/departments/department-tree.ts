import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DepartmentNodeFragment } from '../../generated/types.ts';

/** A department with how deep it lies and whether there are others below it. */
export interface TreeNode {
  readonly department: DepartmentNodeFragment;
  /** From 1. */
  readonly level: number;
  readonly hasChildren: boolean;
}

/** The tree as it is shown: without what lies below those that are closed. */
export function openNodes(
  departments: readonly DepartmentNodeFragment[],
  closed: ReadonlySet<string>,
): readonly TreeNode[] {
  const levels = new Map<string, number>();
  const hidden = new Set<string>();
  const parents = new Set(departments.map(({ parent }) => parent?.id));
  return departments.flatMap((department): TreeNode[] => {
    const { id, parent } = department;
    const level = parent ? (levels.get(parent.id) ?? 0) + 1 : 1;
    levels.set(id, level);
    const isHidden = parent !== null && parent !== undefined && (closed.has(parent.id) || hidden.has(parent.id));
    if (isHidden) hidden.add(id);
    return isHidden ? [] : [{ department, level, hasChildren: parents.has(id) }];
  });
}

/** What the tree tells. */
export interface TreeCalls {
  readonly onChoose: (id: string) => void;
  readonly onFold: (id: string, isOpen: boolean) => void;
}

/** Draws a tree; arrow keys walk, open and close, Home and End go to its ends. */
export function departmentTree(
  label: string,
  nodes: readonly TreeNode[],
  chosen: string,
  closed: ReadonlySet<string>,
  calls: TreeCalls,
): TemplateResult {
  const item = ({ department: { id, name }, level, hasChildren }: TreeNode): TemplateResult =>
    html`<li
      role="treeitem"
      class="node level-${Math.min(level, 8)}"
      data-id=${id}
      aria-level=${level}
      aria-expanded=${hasChildren ? String(!closed.has(id)) : nothing}
      aria-selected=${id === chosen}
      tabindex=${id === chosen ? 0 : -1}
      @click=${() => (id === chosen && hasChildren ? calls.onFold(id, closed.has(id)) : calls.onChoose(id))}
    >
      <span class="fold" aria-hidden="true">${hasChildren ? (closed.has(id) ? '▸' : '▾') : ''}</span
      ><span class="name">${name}</span>
    </li>`;
  const key = (event: KeyboardEvent): void => walk(event, nodes, chosen, closed, calls);
  return html`<ul class="tree" role="tree" aria-label=${label} @keydown=${key}>
    ${repeat(nodes, ({ department }) => department.id, item)}
  </ul>`;
}

function walk(
  event: KeyboardEvent,
  nodes: readonly TreeNode[],
  chosen: string,
  closed: ReadonlySet<string>,
  { onChoose, onFold }: TreeCalls,
): void {
  const place = nodes.findIndex(({ department }) => department.id === chosen);
  const node = nodes[place];
  if (!node) return;
  const isOpen = node.hasChildren && !closed.has(chosen);
  const go = (to: TreeNode | undefined): void => to && onChoose(to.department.id);
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => go(nodes[place + 1]),
    ArrowUp: () => go(nodes[place - 1]),
    Home: () => go(nodes[0]),
    End: () => go(nodes.at(-1)),
    ArrowRight: () => (node.hasChildren && !isOpen ? onFold(chosen, true) : isOpen && go(nodes[place + 1])),
    ArrowLeft: () =>
      isOpen ? onFold(chosen, false) : go(nodes.find(({ department }) => department.id === node.department.parent?.id)),
  };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  move();
}
