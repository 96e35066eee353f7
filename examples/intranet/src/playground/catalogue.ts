import manifest from '@taiwa/widgets/custom-elements.json';

/** An attribute one may play with. */
export interface PlayAttribute {
  readonly name: string;
  readonly description: string;
  readonly isSwitch: boolean;
}

/** An element of the manifest, as the playground offers it. */
export interface PlayElement {
  readonly tag: string;
  /** Without `taiwa-`: what a placeholder calls it. */
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly PlayAttribute[];
  readonly events: readonly string[];
}

// What the controls of the page say already.
const SAID_ELSEWHERE = new Set(['url', 'token-endpoint', 'theme', 'preset', 'isolation', 'bound']);

interface Declaration {
  readonly tagName?: string;
  readonly description?: string;
  readonly attributes?: readonly { name: string; description?: string; type?: { text: string } }[];
  readonly events?: readonly { name?: string }[];
}

const declared: readonly Declaration[] = manifest.modules.flatMap((one): readonly Declaration[] => one.declarations);

/** Every element that shows something. */
export const elements: readonly PlayElement[] = declared.flatMap(
  ({ tagName, description = '', attributes = [], events = [] }) =>
    tagName && tagName !== 'taiwa-provider'
      ? {
          tag: tagName,
          name: tagName.replace('taiwa-', ''),
          description,
          attributes: attributes
            .filter(({ name }) => !SAID_ELSEWHERE.has(name))
            .map((one) => ({
              name: one.name,
              description: one.description ?? '',
              isSwitch: one.type?.text === 'boolean',
            })),
          events: events.flatMap(({ name }) => name ?? []),
        }
      : [],
);
