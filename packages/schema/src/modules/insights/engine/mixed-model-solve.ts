import { solveConjugate, type ConjugateOutcome } from './linear-algebra/conjugate-gradient.ts';
import type { Design } from './mixed-model-design.ts';
import { MixedModelOperator } from './mixed-model-operator.ts';
import { TreePreconditioner } from './mixed-model-preconditioner.ts';
import type { Variances } from './mixed-model-variance.ts';

/** Solution of the equations for one set of row values: effects in the layout of the operator, members apart. */
export type Solution = { effects: Float64Array; members: Float64Array; outcome: ConjugateOutcome };

/** How precisely to solve, from where, and when to give up. */
export type SolveOptions = {
  /** Relative residual to reach; 1e-5 is within .05 point, 1e-7 is for published numbers. */
  tolerance?: number;
  /** Effects to start from, in the operator's layout. */
  start?: Float64Array | undefined;
  shouldStop?: (() => boolean) | undefined;
  onIteration?: (iteration: number, residual: number) => void;
};

/** The equations of one design at given variances, factored at the first solve, ready for any number of them. */
export class MixedModel {
  readonly design: Design;
  readonly variances: Variances;
  readonly operator: MixedModelOperator;
  #preconditioner: TreePreconditioner | undefined;

  constructor(design: Design, variances: Variances, isFixedHeld = false) {
    this.design = design;
    this.variances = variances;
    this.operator = new MixedModelOperator(design, variances, isFixedHeld);
  }

  /** Gives up the factors, which are most of the memory; the next solve makes them again. */
  rest(): void {
    this.#preconditioner = undefined;
  }

  /** Solves the reduced equations S x = b; x is improved in place. */
  solveReduced(b: Float64Array, x: Float64Array, options: SolveOptions = {}): ConjugateOutcome {
    const { tolerance = 1e-7, shouldStop, onIteration } = options;
    const preconditioner = (this.#preconditioner ??= new TreePreconditioner(this.operator));
    return solveConjugate(
      {
        multiply: (from, out) => this.operator.multiply(from, out),
        precondition: (residual, out) => preconditioner.apply(residual, out),
      },
      b,
      x,
      { tolerance, ...(shouldStop && { shouldStop }), ...(onIteration && { onIteration }) },
    );
  }

  /** Best linear unbiased predictions of every effect for one value per row (by default the ratings themselves). */
  solve(values: Float64Array = this.design.rowMean, options: SolveOptions = {}): Solution {
    const size = this.operator.layout.size;
    const b = new Float64Array(size);
    this.operator.rightHandSide(values, b);
    const effects = options.start?.slice() ?? new Float64Array(size);
    const outcome = this.solveReduced(b, effects, options);
    const fitted = new Float64Array(this.design.rows);
    const members = new Float64Array(this.design.members);
    this.operator.fitRows(effects, fitted);
    this.operator.fitMembers(values, fitted, members);
    return { effects, members, outcome };
  }
}
