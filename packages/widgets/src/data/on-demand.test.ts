import { html, LitElement, type TemplateResult } from 'lit';
import { describe, expect, it } from 'vitest';
import { mount, textOf } from '../testing/mount.ts';
import { OnDemand } from './on-demand.ts';

type Answer = () => Promise<string>;

const come: Answer = async () => 'here';
const fail: Answer = async () => {
  throw new Error('The file was not there.');
};

/** An element with a part that is answered in turn. */
class Waiting extends LitElement {
  isWanted = true;
  answers: readonly Answer[] = [];
  asked = 0;
  drawn = 0;
  readonly #part = new OnDemand(this, {
    isNeeded: () => this.isWanted,
    load: () => (this.answers[this.asked++] ?? fail)(),
  });

  protected override render(): TemplateResult {
    this.drawn++;
    return html`<p>${this.#part.part ?? 'nothing yet'}</p>`;
  }
}
customElements.define('test-waiting', Waiting);

const placed = (answers: readonly Answer[], isWanted = true): Waiting =>
  mount<Waiting>(html`<test-waiting .answers=${answers} .isWanted=${isWanted}></test-waiting>`);

/** Two frames: whatever an update or a load asked for by itself has been done by then. */
async function quiet(): Promise<void> {
  for (let left = 2; left > 0; left--) await new Promise(requestAnimationFrame);
}

describe('a part that is loaded on demand', () => {
  it('is not asked for before it is needed, and then once', async () => {
    const element = placed([come, come], false);
    await quiet();
    expect(element.asked).toBe(0);
    element.isWanted = true;
    element.requestUpdate();
    await expect.poll(() => textOf(element)).toBe('here');
    element.requestUpdate();
    await quiet();
    expect(element.asked).toBe(1);
  });

  it('is asked for again with the next update when it could not be loaded, and not before', async () => {
    const element = placed([fail, come]);
    await quiet();
    expect(textOf(element)).toBe('nothing yet');
    expect([element.asked, element.drawn]).toEqual([1, 1]);
    element.requestUpdate();
    await expect.poll(() => textOf(element)).toBe('here');
    expect(element.asked).toBe(2);
  });

  it('is not asked for twice while it is on its way', async () => {
    let arrive: ((part: string) => void) | undefined;
    const held = new Promise<string>((resolve) => (arrive = resolve));
    const element = placed([() => held, come]);
    await element.updateComplete;
    element.requestUpdate();
    await quiet();
    arrive?.('at last');
    await expect.poll(() => textOf(element)).toBe('at last');
    expect(element.asked).toBe(1);
  });
});
