import { userEvent } from 'vitest/browser';
import { expect, it } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './keys.define.ts';

holdToContract({
  tag: 'taiwa-keys',
  as: 'ken',
  states: { 'there are keys and sites': { admin: true }, 'somebody else looks': {} },
  empty: { story: { admin: true, quiet: true }, says: 'APIキーはまだありません' },
});

it('shows the secret of a new key once and keeps it nowhere', async () => {
  const element = place(await openWorld({ admin: true, quiet: true }), 'taiwa-keys', 'ken');
  await settled(element);
  await userEvent.click(byName(element, 'button', 'APIキーを作る'));
  await userEvent.fill(find(element, '#name'), '勤怠システム');
  await userEvent.click(byName(element, 'dialog button', 'APIキーを作る'));
  await expect.poll(() => textOf(element)).toContain('できることを1つ以上選んでください');
  await userEvent.click(byName(element, 'dialog input[type=checkbox]', 'people:read'));
  await userEvent.click(byName(element, 'dialog button', 'APIキーを作る'));
  await expect.poll(() => find<HTMLInputElement>(element, '#secret').value).toBe('tk_live_only-this-once');
  await expectAccessible(element);
  await userEvent.click(byName(element, 'dialog button', '保管しました'));
  await expect.poll(() => element.shadowRoot?.querySelector('dialog')).toBeNull();
  await expect.poll(() => textOf(element)).toContain('勤怠システム');
  expect(element.shadowRoot?.innerHTML).not.toContain('only-this-once');
  expect(JSON.stringify({ ...localStorage })).not.toContain('only-this-once');
});

it('revokes a key after a question', async () => {
  const element = place(await openWorld({ admin: true }), 'taiwa-keys', 'ken');
  await settled(element);
  await userEvent.click(find(element, '.row-menu summary'));
  await userEvent.click(byName(element, '.row-menu button', '無効にする'));
  await userEvent.click(byName(element, 'dialog button', '無効にする'));
  await expect.poll(() => textOf(element)).toContain('「人事システム」を無効にしました');
  await expect.poll(() => textOf(element)).toContain('2026-11-02に無効にしました');
});
