import type { LitElement } from 'lit';
import {
  createElement,
  forwardRef,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type CSSProperties,
  type ForwardRefExoticComponent,
  type PropsWithoutRef,
  type ReactNode,
  type RefAttributes,
} from 'react';
import { define, nameOf } from '../elements/define.ts';

/** The class of an element, which knows its properties and how each is written as an attribute. */
export type ElementClass<Element extends LitElement> = (new () => Element) &
  Pick<typeof LitElement, 'elementProperties'>;

/** What every wrapper takes beside the properties and events of its element. */
export interface CommonProps {
  readonly children?: ReactNode;
  readonly className?: string;
  readonly id?: string;
  readonly lang?: string;
  readonly slot?: string;
  readonly style?: CSSProperties;
}

/** Names of event props with the events they listen to. */
export type EventNames = Readonly<Record<string, keyof HTMLElementEventMap>>;

type Handlers<Events extends EventNames> = {
  readonly [Name in keyof Events]?: (event: HTMLElementEventMap[Events[Name]]) => void;
};

/** What a wrapper takes. */
export type WrapperProps<Element, Own extends keyof Element, Events extends EventNames> = CommonProps &
  Partial<Pick<Element, Own>> &
  Handlers<Events>;

// React 18 warns of layout effects on a server, where neither runs.
const useSoonEffect = typeof window === 'undefined' ? useEffect : useLayoutEffect;

/**
 * Wraps an element for React 18 and 19: properties as props, `ref` to the element, `on…` props as typed listeners that
 * are attached in an effect. Registers the element when the first one is shown, so that importing has no side effect.
 */
export function wrap<Element extends LitElement, Own extends keyof Element & string, Events extends EventNames>(
  tag: string,
  elementClass: ElementClass<Element>,
  own: readonly Own[],
  events: Events,
): ForwardRefExoticComponent<PropsWithoutRef<WrapperProps<Element, Own, Events>> & RefAttributes<Element>> {
  const Wrapper = forwardRef<Element, WrapperProps<Element, Own, Events>>((props, ref) => {
    const element = useRef<Element>(null);
    const latest = useRef(props);
    useImperativeHandle<Element | null, Element | null>(ref, () => element.current, []);
    useSoonEffect(() => {
      latest.current = props;
    });
    useSoonEffect(() => {
      define(tag, elementClass);
      return listen(element.current, events, latest);
    }, []);
    useSoonEffect(() => {
      setProperties(element.current, elementClass, own, props);
    });
    return createElement(nameOf(tag), { ref: element, ...attributesOf(elementClass, own, props) });
  });
  Wrapper.displayName = elementClass.name;
  return Wrapper;
}

/** Attaches one listener for each event that calls whatever handler is given by then; answers how to take them off. */
function listen<Props extends object>(
  element: HTMLElement | null,
  events: EventNames,
  latest: { readonly current: Props },
): () => void {
  const all = Object.entries(events).map(([prop, type]) => {
    const hear = (event: Event): void => {
      const handler: unknown = Reflect.get(latest.current, prop);
      if (typeof handler === 'function') handler(event);
    };
    element?.addEventListener(type, hear);
    return () => element?.removeEventListener(type, hear);
  });
  return () => all.forEach((stop) => stop());
}

function attributesOf<Element extends LitElement>(
  { elementProperties }: ElementClass<Element>,
  own: readonly string[],
  props: CommonProps,
): Record<string, unknown> {
  const { className, children, id, lang, slot, style } = props;
  const given = Object.entries({ class: className, children, id, lang, slot, style });
  const attributes = own.flatMap((name) => {
    const attribute = elementProperties.get(name)?.attribute ?? true;
    if (attribute === false || !(name in props)) return [];
    const value: unknown = Reflect.get(props, name);
    // One that is taken away again is empty: without the attribute the property would become null.
    return [[attribute === true ? name.toLowerCase() : attribute, value ?? '']];
  });
  return Object.fromEntries([...given.filter(([, value]) => value !== undefined), ...attributes]);
}

function setProperties<Element extends LitElement>(
  element: Element | null,
  { elementProperties }: ElementClass<Element>,
  own: readonly string[],
  props: object,
): void {
  if (!element) return;
  for (const name of own)
    if (elementProperties.get(name)?.attribute === false && Reflect.get(element, name) !== Reflect.get(props, name))
      Reflect.set(element, name, Reflect.get(props, name));
}
