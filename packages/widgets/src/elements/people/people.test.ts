import { userEvent } from 'vitest/browser';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld, type OpenWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './people.define.ts';

holdToContract({
  tag: 'taiwa-people',
  as: 'ken',
  states: { 'an administrator looks': { admin: true, colleagues: 12 }, 'an advisor looks': { colleagues: 12 } },
  empty: { story: { admin: true, colleagues: 0 }, says: 'まだ誰も登録されていません' },
});

async function shown(story = {}, filter = ''): Promise<{ world: OpenWorld; element: HTMLElement }> {
  const world = await openWorld({ admin: true, ...story });
  const element = place(world, 'taiwa-people', 'ken');
  if (filter) element.setAttribute('filter', filter);
  await settled(element);
  return { world, element };
}

const names = (element: HTMLElement): (string | undefined)[] =>
  [...(element.shadowRoot?.querySelectorAll('tbody bdi') ?? [])].map((one) => one.textContent?.trim());

describe('the list of people', () => {
  it('is read from the server page by page', async () => {
    const { world, element } = await shown();
    expect(names(element)).toHaveLength(50);
    await userEvent.click(byName(element, '.pager button', '次へ'));
    await expect.poll(() => names(element)).toHaveLength(7);
    expect(textOf(element)).toContain('2ページ目');
    await userEvent.click(byName(element, '.pager button', '前へ'));
    await expect.poll(() => names(element)).toHaveLength(50);
    expect((await world.received('People')).every(({ variables }) => variables['first'] === 50)).toBe(true);
  });

  it('is narrowed as the page says, and tells the page of each change', async () => {
    const { element } = await shown({}, 'role=MANAGER');
    await expect.poll(() => names(element)).toHaveLength(5);
    const told: string[] = [];
    element.addEventListener('taiwa-filtered', ({ filter }) => told.push(filter));
    await userEvent.selectOptions(find(element, '.tools label:nth-child(2) select'), 'dep_engineering');
    expect(told).toEqual(['role=MANAGER&department=dep_engineering']);
    await expect.poll(() => names(element)).toHaveLength(0);
    await userEvent.click(byName(element, '.notice button', '絞り込みを外す'));
    expect(told.at(-1)).toBe('');
    await expect.poll(() => names(element)).toHaveLength(50);
  });

  it('finds by what is typed, from the first page on', async () => {
    const { element } = await shown();
    await userEvent.click(byName(element, '.pager button', '次へ'));
    await expect.poll(() => textOf(element)).toContain('2ページ目');
    await userEvent.fill(find(element, 'input[type=search]'), '鈴木');
    await expect.poll(() => names(element)).toHaveLength(6);
  });

  it('shows advisors those they were given and offers no change', async () => {
    const { world, element } = await shown({ admin: false });
    await expect.poll(() => names(element).length).toBeGreaterThan(0);
    expect((await world.received('People')).at(0)?.variables).toMatchObject({ filter: { inScope: true } });
    for (const selector of ['input[type=checkbox]', '.row-menu', '.top .button'])
      expect(element.shadowRoot?.querySelector(selector)).toBeNull();
  });
});

describe('a person', () => {
  it('is registered by a form that keeps what is typed until it is saved', async () => {
    const { element } = await shown({ colleagues: 3 });
    await userEvent.click(byName(element, '.top button', '社員を登録する'));
    await expectAccessible(element);
    await userEvent.fill(find(element, '#familyName'), '𠮷田');
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => element.shadowRoot?.querySelector('dialog')).toBeNull();
    await expect.poll(() => element.shadowRoot?.activeElement?.textContent?.trim()).toBe('社員を登録する');
    await userEvent.click(byName(element, '.top button', '社員を登録する'));
    expect(find<HTMLInputElement>(element, '#familyName').value).toBe('𠮷田');
    await userEvent.fill(find(element, '#givenName'), '花');
    await userEvent.fill(find(element, '#externalId'), 'A1000');
    await userEvent.selectOptions(find(element, '#departmentId'), 'dep_sales');
    await userEvent.click(byName(element, 'dialog button', '保存する'));
    await expect.poll(() => find(element, 'dialog').textContent).toContain('すでに使われています');
    await userEvent.fill(find(element, '#externalId'), 'Z1');
    await userEvent.click(byName(element, 'dialog button', '保存する'));
    await expect.poll(() => names(element)).toContain('𠮷田 花');
    await expect.poll(() => textOf(element)).toContain('𠮷田 花さんを保存しました');
    await userEvent.click(byName(element, '.top button', '社員を登録する'));
    expect(find<HTMLInputElement>(element, '#familyName').value).toBe('');
  });

  it('is marked as having left by keyboard, after a question', async () => {
    const { world, element } = await shown({ colleagues: 3 });
    find(element, '.row-menu summary').focus();
    await userEvent.keyboard('{Enter}{Tab}{Tab}{Tab}{Enter}');
    await expect.poll(() => find(element, 'dialog').textContent).toContain('1人を退職にしますか？');
    expect(await world.received('PeopleDeactivate')).toHaveLength(0);
    await userEvent.click(find(element, 'dialog .grave'));
    await expect.poll(() => textOf(element)).toContain('1人を退職にしました');
    expect(names(element)).toHaveLength(2);
  });
});

describe('people that are ticked', () => {
  it('move together, and back again', async () => {
    const { element } = await shown({ colleagues: 3 });
    await userEvent.click(find(element, 'thead input'));
    expect(textOf(element)).toContain('3件を選んでいます');
    await userEvent.click(byName(element, '.bulk button', '部署を移す'));
    await userEvent.selectOptions(find(element, '#departmentId'), 'dep_engineering');
    await userEvent.click(byName(element, 'dialog button', '部署を移す'));
    await expect.poll(() => textOf(element)).toContain('3人の部署を変えました');
    const departments = () =>
      [...(element.shadowRoot?.querySelectorAll('td[data-title=部署]') ?? [])].map((one) => one.textContent);
    await expect.poll(departments).toEqual(['開発部', '開発部', '開発部']);
    await userEvent.click(byName(element, '.outcome button', '元に戻す'));
    await expect.poll(departments).toEqual(['営業部', '開発部', '東京営業課']);
  });

  it('stay ticked where a change failed, with the reason', async () => {
    const { world, element } = await shown({ colleagues: 3 });
    await userEvent.click(find(element, 'thead input'));
    await world.fault({ operation: 'PeopleDeactivate', kind: 'break', times: 1 });
    await userEvent.click(byName(element, '.bulk button', '退職にする'));
    await userEvent.click(find(element, 'dialog .grave'));
    await expect.poll(() => textOf(element)).toContain('2人は完了、1人はできませんでした');
    expect(textOf(element)).toContain('1件を選んでいます');
  });
});
