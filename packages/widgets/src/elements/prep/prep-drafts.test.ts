import { userEvent } from 'vitest/browser';
import { describe, expect, it } from 'vitest';
import { place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { type OpenWorld } from '../../testing/open-world.ts';
import { note, prep, press, saves } from '../../testing/prep.ts';
import { TaiwaPrep } from './prep.ts';

describe('drafts', () => {
  const again = async (world: OpenWorld, element: HTMLElement): Promise<HTMLElement> => {
    element.parentElement?.parentElement?.remove();
    const next = place(world, 'taiwa-prep', 'aoi');
    await settled(next);
    return next;
  };

  it('survive a lost connection and go out when it is back', async () => {
    const { world, element } = await prep();
    await world.fault({ operation: 'PrepSave', kind: 'drop' });
    await press(element, '今後のキャリア');
    await press(element, '一緒に考えてほしい');
    await expect.poll(() => textOf(element), { timeout: 15_000 }).toContain('オフラインです');
    expect(await saves(world)).toHaveLength(0);
    await world.fault();
    window.dispatchEvent(new Event('online'));
    await expect.poll(() => textOf(element)).toContain('保存しました');
    expect(await saves(world)).toHaveLength(1);
    expect(Object.keys(localStorage).filter((name) => name.endsWith('|ses_first'))).toEqual([]);
  });

  it('survive a reload and are saved then', async () => {
    const { world, element } = await prep({ prepared: true });
    await world.fault({ operation: 'PrepSave', kind: 'drop' });
    await userEvent.fill(note(element), '書きかけのメモ');
    await expect.poll(() => Object.values(localStorage).join('')).toContain('書きかけのメモ');
    const next = await again(world, element);
    expect(note(next).value).toBe('書きかけのメモ');
    await world.fault();
    window.dispatchEvent(new Event('online'));
    await expect
      .poll(async () => (await saves(world)).at(-1)?.variables['input'], { timeout: 15_000 })
      .toMatchObject({ note: '書きかけのメモ' });
  });

  it('keep a half-made choice over a reload', async () => {
    const { world, element } = await prep();
    await press(element, '人間関係');
    const next = await again(world, element);
    expect(find<HTMLInputElement>(next, '.topic input:checked').value).toBe('top_relationships');
  });

  it('are gone once somebody else signs in here, and on sign-out', async () => {
    localStorage.setItem('taiwa:draft:elsewhere|usr_ken|ses_first', JSON.stringify({ at: Date.now(), draft: {} }));
    const { world, element } = await prep();
    localStorage.setItem(`taiwa:draft:${world.url}|usr_ken|ses_first`, JSON.stringify({ at: Date.now(), draft: {} }));
    await again(world, element);
    expect(Object.keys(localStorage).filter((name) => name.includes('usr_ken'))).toEqual([
      'taiwa:draft:elsewhere|usr_ken|ses_first',
    ]);
    localStorage.setItem(`taiwa:draft:${world.url}|usr_aoi|ses_first`, '{}');
    document.querySelector('taiwa-provider')?.signOut();
    expect(localStorage.getItem(`taiwa:draft:${world.url}|usr_aoi|ses_first`)).toBeNull();
  });
});

it('a draft does not come back after the member signed out, though it was still to be saved', async () => {
  const { world, element } = await prep({ prepared: true });
  if (!(element instanceof TaiwaPrep)) throw new Error('Not a <taiwa-prep>.');
  const drafts = (): string[] => Object.keys(localStorage).filter((name) => name.includes(world.url));
  await world.fault({ operation: 'PrepSave', kind: 'drop' });
  await userEvent.fill(note(element), '書きかけのメモ');
  await expect.poll(() => textOf(element), { timeout: 15_000 }).toContain('オフラインです');
  expect(drafts()).not.toEqual([]);
  document.querySelector('taiwa-provider')?.signOut();
  await expect.poll(() => element.client).toBeUndefined();
  window.dispatchEvent(new Event('online'));
  await expect.poll(() => textOf(element)).not.toContain('オフラインです');
  await element.updateComplete;
  expect(drafts()).toEqual([]);
});

it('nothing is sent any more once the member signed out, though the page goes on in the same moment', async () => {
  const { world, element } = await prep({ prepared: true });
  if (!(element instanceof TaiwaPrep)) throw new Error('Not a <taiwa-prep>.');
  await userEvent.fill(note(element), '書きかけのメモ');
  const provider = document.querySelector('taiwa-provider');
  provider?.signOut();
  provider?.remove();
  await expect.poll(() => element.client).toBeUndefined();
  await element.updateComplete;
  expect(await saves(world)).toEqual([]);
  expect(Object.keys(localStorage).filter((name) => name.includes(world.url))).toEqual([]);
});

/** What another window saved meanwhile. */
const ELSEWHERE = {
  themes: [],
  preparation: {
    note: '別の窓から',
    preparedAt: new Date().toISOString(),
    revision: 7,
    seenAt: null,
    seenRevision: null,
  },
};

describe('two windows', () => {
  it('show each other’s changes without a reload', async () => {
    const { world, element } = await prep();
    const other = place(world, 'taiwa-prep', 'aoi');
    await settled(other);
    await press(element, '人間関係');
    await press(element, '話を聞いてほしい');
    await expect.poll(() => textOf(other)).toContain('人間関係話を聞いてほしい');
    expect(textOf(other)).not.toContain('何について話したいですか');
  });

  it('show what was saved last, also where the answer to what was saved before comes later', async () => {
    const { world, element } = await prep({ prepared: true });
    await world.fault({ operation: 'PrepSave', kind: 'late' });
    await userEvent.fill(note(element), 'この窓から');
    note(element).blur();
    await expect.poll(() => saves(world)).toHaveLength(1);
    const seen = { ...ELSEWHERE.preparation, seenAt: new Date().toISOString(), seenRevision: 7 };
    await world.order({ session: { id: 'ses_first', ...ELSEWHERE, preparation: seen } });
    await expect.poll(() => textOf(element)).toContain('さんが確認しました');
    await world.fault();
    await expect.poll(() => note(element).value).toBe('別の窓から');
    await userEvent.fill(note(element), 'そのあと');
    note(element).blur();
    await expect
      .poll(async () => (await saves(world)).map(({ variables }) => variables['input']))
      .toMatchObject([{ note: 'この窓から' }, { note: 'そのあと', expectedRevision: 7 }]);
    await expect.poll(() => textOf(element)).toContain('保存しました');
  });

  it('ask which version stays when both changed, and lose neither', async () => {
    const { world, element } = await prep({ prepared: true });
    await world.fault({ operation: 'PrepSave', kind: 'hold' });
    await userEvent.fill(note(element), 'この窓から');
    note(element).blur();
    await world.order({ session: { id: 'ses_first', ...ELSEWHERE } });
    await world.fault();
    await expect.poll(() => textOf(element)).toContain('別の画面で変更されています');
    expect(find(element, '.sides').textContent).toContain('この窓から');
    expect(find(element, '.sides').textContent).toContain('別の窓から');
    await userEvent.click(byName(element, 'button', 'この画面の内容を残す'));
    await expect
      .poll(async () => (await saves(world)).at(-1)?.variables['input'])
      .toMatchObject({ note: 'この窓から', expectedRevision: 7 });
    await expect.poll(() => textOf(element)).toContain('保存しました');
  });
});

describe('a page that goes on to another session', () => {
  it('saves what was changed to the session it was changed for', async () => {
    const { world, element } = await prep({ prepared: true });
    await userEvent.fill(note(element), '最初の回に');
    element.setAttribute('session-id', 'ses_third');
    await expect
      .poll(async () => (await saves(world))[0]?.variables['input'])
      .toMatchObject({
        sessionId: 'ses_first',
        note: '最初の回に',
      });
    await expect.poll(() => note(element).value).toBe('');
    expect(await saves(world)).toHaveLength(1);
  });
});
