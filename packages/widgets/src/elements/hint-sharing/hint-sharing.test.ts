import { userEvent } from 'vitest/browser';
import { expect, it } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './hint-sharing.define.ts';

const PLENTY = { admin: true, myHints: true, sharing: true };

holdToContract({
  tag: 'taiwa-hint-sharing',
  as: 'ken',
  states: {
    'an administrator looks': PLENTY,
    'nothing is shared': { admin: true, myHints: true },
    'somebody else looks': {},
  },
  empty: { story: { admin: true }, says: '確認を待つヒントはありません' },
});

it('shows what was reported for what, and turns it down with a reason that is kept until it is sent', async () => {
  const world = await openWorld(PLENTY);
  const element = place(world, 'taiwa-hint-sharing', 'ken');
  await settled(element);
  await expect.poll(() => textOf(element)).toContain('だれかがわかる');
  await userEvent.click(find(element, '.row-menu summary'));
  await userEvent.click(byName(element, '.row-menu button', '理由を書いて見送る'));
  await expectAccessible(element);
  await userEvent.fill(find(element, '#reason'), 'お名前がわかるため');
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => element.shadowRoot?.querySelector('dialog')).toBeNull();
  await userEvent.click(find(element, '.row-menu summary'));
  await userEvent.click(byName(element, '.row-menu button', '理由を書いて見送る'));
  expect(find<HTMLTextAreaElement>(element, '#reason').value).toBe('お名前がわかるため');
  await userEvent.click(find(element, 'dialog .primary'));
  await expect.poll(() => textOf(element)).toContain('見送りました。書いた人が理由を読めます');
  expect((await world.received('HintSharingReject')).at(-1)?.variables).toMatchObject({
    input: { reason: 'お名前がわかるため' },
  });
});

it('takes a decision back by the way back: the hint waits for review again', async () => {
  const world = await openWorld(PLENTY);
  const element = place(world, 'taiwa-hint-sharing', 'ken');
  await settled(element);
  const waiting = (): number =>
    element.shadowRoot?.querySelectorAll('section .records')[0]?.querySelectorAll('tbody tr').length ?? 0;
  await expect.poll(waiting).toBeGreaterThan(0);
  const before = waiting();
  for (const [press, done] of [
    ['社内で紹介する', '社内で紹介しました'],
    ['理由を書いて見送る', '見送りました'],
  ] as const) {
    await userEvent.click(find(element, '.row-menu summary'));
    await userEvent.click(byName(element, '.row-menu button', press));
    if (press !== '社内で紹介する') {
      await userEvent.fill(find(element, '#reason'), 'お名前がわかるため');
      await userEvent.click(find(element, 'dialog .primary'));
    }
    await expect.poll(() => find(element, '.outcome').textContent).toContain(done);
    await userEvent.click(byName(element, '.outcome button', '元に戻す'));
    await expect.poll(() => find(element, '.outcome').textContent).toContain('元に戻しました');
    await expect.poll(waiting).toBe(before);
  }
  expect(await world.received('HintSharingUndoReview')).toHaveLength(2);
});

it('begins to share after what that means was read, and releases what is ticked', async () => {
  const world = await openWorld({ ...PLENTY, sharing: false });
  const element = place(world, 'taiwa-hint-sharing', 'ken');
  await settled(element);
  await userEvent.click(byName(element, '.notice button', '共有を始める'));
  expect(find(element, 'dialog').textContent).toContain('会社名なしで');
  await userEvent.click(find(element, 'dialog .primary'));
  await expect.poll(() => textOf(element)).toContain('から、ほかの企業と共有しています');
  await expect.poll(() => element.shadowRoot?.querySelector('thead input')).not.toBeNull();
  await userEvent.click(find(element, 'thead input'));
  await userEvent.click(byName(element, '.bulk button', '公開する'));
  await expect.poll(() => textOf(element)).toContain('1件を公開しました');
  await expect.poll(() => textOf(element)).toContain('公開を待つものはありません');
});

it('takes a published copy away with a reason, and releases it again by the way back', async () => {
  const world = await openWorld(PLENTY);
  const element = place(world, 'taiwa-hint-sharing', 'ken');
  await settled(element);
  await expect.poll(() => element.shadowRoot?.querySelector('thead input')).not.toBeNull();
  await userEvent.click(find(element, 'thead input'));
  await userEvent.click(byName(element, '.bulk button', '公開する'));
  await expect.poll(() => byName(element, 'section:last-of-type .pill', '公開').textContent).toContain('公開');
  await expect.poll(() => element.shadowRoot?.querySelector('section:last-of-type .row-menu')).not.toBeNull();
  await userEvent.click(find(element, 'section:last-of-type .row-menu summary'));
  await userEvent.click(byName(element, 'section:last-of-type .row-menu button', '公開を取りやめる'));
  await userEvent.fill(find(element, '#reason'), '社内の話のため');
  await userEvent.click(find(element, 'dialog .primary'));
  await expect.poll(() => textOf(element)).toContain('社内の話のため');
  await expect.poll(() => find(element, '.outcome').textContent).toContain('社内にとどめました');
  await userEvent.click(byName(element, '.outcome button', '元に戻す'));
  await expect.poll(() => textOf(element)).not.toContain('社内の話のため');
});
