import type { PropertyDeclaration, ReactiveElement } from 'lit';

/*
 * Lit's own decorators bring along two generations of themselves; these are written for the one this package is compiled by.
 */
type Field = (prototype: ReactiveElement, name: string) => void;

/** Declares a property of an element that draws anew when it changes, as Lit's decorator of that name does. */
export const property =
  (declaration?: PropertyDeclaration): Field =>
  (prototype, name) => {
    const element: typeof ReactiveElement = Object(prototype).constructor;
    element.createProperty(name, declaration);
  };

/** Declares a property of an element's own, which no attribute sets. */
export const state = (): Field => property({ state: true, attribute: false });
