// npm run new:widget agenda — an element with its class, its registration, its styles, its questions and its first test.
import { camel, nameGiven, pascal, writeNew } from './new-files.mjs';

const name = nameGiven('npm run new:widget <name>, e.g. agenda (it becomes <taiwa-agenda>)');
const Name = pascal(name);
const room = `packages/widgets/src/elements/${name}`;

writeNew({
  [`${room}/${name}.graphql`]: `query ${Name} {
  ...Own
  viewer {
    user {
      id
      name
    }
  }
}
`,
  [`${room}/${name}.styles.ts`]: `import { css } from 'lit';

/** What only \`<taiwa-${name}>\` looks like. */
export const ${camel(name)}Styles = css\`\`;
`,
  [`${room}/${name}.ts`]: `import { html, type TemplateResult } from 'lit';
import { QueryController } from '../../data/query-controller.ts';
import { ${Name} } from '../../generated/${name}.ts';
import { elementStyles, TaiwaElement } from '../taiwa-element.ts';
import { ${camel(name)}Styles } from './${name}.styles.ts';

/**
 * What it shows, and what one can do there.
 *
 * @tag taiwa-${name}
 * @slot header - Above everything.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 */
export class Taiwa${Name} extends TaiwaElement {
  static override styles = [elementStyles, ${camel(name)}Styles];

  readonly #query = new QueryController(this, { document: ${Name}, variables: () => ({}) });

  /** Asks the server again. */
  async reload(): Promise<void> {
    await this.#query.reload();
  }

  protected override render(): TemplateResult {
    return html\`<div class="card stack" part="card">
      <slot name="header"></slot>
      \${this.renderReading(this.#query.reading, ({ viewer }) => html\`<h2>\${viewer?.user.name}</h2>\`)}
      <slot name="footer"></slot>
    </div>\`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-${name}': Taiwa${Name};
  }
}
`,
  [`${room}/${name}.define.ts`]: `import { define } from '../define.ts';
import { Taiwa${Name} } from './${name}.ts';

define('taiwa-${name}', Taiwa${Name});

export { Taiwa${Name} };
`,
  [`${room}/${name}.test.ts`]: `import { it } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { place, settled } from '../../testing/element-contract.ts';
import { openWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './${name}.define.ts';

it('is accessible', async () => {
  const element = place(await openWorld(), 'taiwa-${name}', 'aoi');
  await settled(element);
  await expectAccessible(element);
});
`,
});

console.log(`
Next:
1. npm run generate: its questions become typed documents, its header the manifest.
2. packages/widgets/src/taiwa.ts: one line, so that the one script registers it.
3. Words: src/locale (a key that a language lacks does not compile); what a company may call otherwise stands there as {talk}, {member}, {manager}, {advisor}, {hint}.
4. What a person does with it, as tests beside the first one (elements/brief/brief.test.ts shows how), and a page ${name}.demo.html for its pictures.
5. npx vitest run --project widgets ${room} packages/widgets/src/strict-policy.test.ts, and --project widgets-node packages/widgets/src/locale`);
