import { userEvent } from 'vitest/browser';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld, type OpenWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './hints.define.ts';

holdToContract({
  tag: 'taiwa-hints',
  as: 'aoi',
  states: {
    'there are hints and own ones': { prepared: true, myHints: true },
    'an admin reviews': { prepared: true, myHints: true, admin: true },
  },
  empty: { story: { prepared: true, noHints: true }, says: 'この組み合わせのヒントはまだありません' },
});

async function shown(story = {}, as: 'aoi' | 'ken' = 'aoi'): Promise<{ world: OpenWorld; element: HTMLElement }> {
  const world = await openWorld({ prepared: true, myHints: true, ...story });
  const element = place(world, 'taiwa-hints', as);
  await settled(element);
  await expect.poll(() => element.shadowRoot?.querySelectorAll('.hint, .notice').length).toBeGreaterThan(0);
  return { world, element };
}

describe('hints', () => {
  it('begin with the main theme of the next talk', async () => {
    const { world, element } = await shown();
    expect(find<HTMLSelectElement>(element, '#topic').value).toBe('CAREER');
    expect(find<HTMLSelectElement>(element, '#response').value).toBe('THINK_TOGETHER');
    expect(textOf(element)).toContain('結論は今日でなくていい');
    const [asked] = await world.received('Hints');
    expect(asked?.variables).toMatchObject({ topicCode: 'CAREER', response: 'THINK_TOGETHER' });
  });

  it('begin with work and thinking together where no talk is prepared', async () => {
    const { element } = await shown({ prepared: false });
    expect(find<HTMLSelectElement>(element, '#topic').value).toBe('WORK');
    expect(find<HTMLSelectElement>(element, '#response').value).toBe('THINK_TOGETHER');
  });

  it('are those of what is chosen', async () => {
    const { world, element } = await shown();
    await userEvent.selectOptions(find(element, '#topic'), '人間関係');
    await userEvent.selectOptions(find(element, '#response'), 'おまかせ');
    await expect.poll(() => textOf(element)).toContain('この組み合わせのヒントはまだありません');
    const asked = await world.received('Hints');
    expect(asked.at(-1)?.variables).toMatchObject({ topicCode: 'RELATIONSHIPS', response: 'UNDECIDED' });
    await expectAccessible(element);
  });

  it('are those the page asks for', async () => {
    const { element } = await shown();
    element.setAttribute('topic-code', 'SKILLS');
    element.setAttribute('response', 'ADVICE');
    await expect.poll(() => find<HTMLSelectElement>(element, '#topic').value).toBe('SKILLS');
    expect(find<HTMLSelectElement>(element, '#response').value).toBe('ADVICE');
  });

  it('tell the month they were left in and no day', async () => {
    const { element } = await shown();
    expect(find(element, '.hint .apart').textContent).toMatch(/^2026年1?\d月$/);
  });
});

describe('what readers say', () => {
  it('is that a hint helped, or what is wrong with it, once each', async () => {
    const { world, element } = await shown();
    await userEvent.click(byName(element, '.voice button', '役に立った'));
    await expect.poll(() => textOf(element)).toContain('役に立ったと伝えました');
    await userEvent.click(byName(element, '.voice button', '気になる点を知らせる'));
    await expectAccessible(element);
    await userEvent.click(byName(element, '.reporting button', 'だれのことかわかってしまう'));
    await expect.poll(() => textOf(element)).toContain('管理者があらためて確認します');
    expect(await world.received('HintsHelped')).toHaveLength(1);
    const [report] = await world.received('HintsReport');
    expect(report?.variables).toMatchObject({ input: { reason: 'NAMES_SOMEBODY' } });
  });

  it('stays to be said where it failed', async () => {
    const { world, element } = await shown();
    await world.fault({ operation: 'HintsHelped', kind: 'break' });
    await userEvent.click(byName(element, '.voice button', '役に立った'));
    await expect.poll(() => find(element, '.hint .field-error').textContent).toContain('もう一度お試しください');
  });
});

it('hints of other companies come below', async () => {
  const { element } = await shown();
  expect(textOf(element)).not.toContain('ほかの会社からのヒント');
  element.setAttribute('topic-code', 'SKILLS');
  await expect.poll(() => textOf(element)).toContain('ほかの会社からのヒント');
  expect(textOf(element)).toContain('5人以上の役に立ちました');
});

describe('own hints', () => {
  it('say what became of them, with the reason', async () => {
    const { element } = await shown();
    for (const text of [
      '確認を待っています',
      '紹介されています',
      '紹介は見送られました',
      '理由：個人の名前が入っているため',
    ])
      expect(textOf(element)).toContain(text);
  });

  it('are withdrawn after a question, by keyboard too', async () => {
    const { world, element } = await shown();
    await userEvent.click(byName(element, '.mine .button', '取り下げる'));
    expect(element.shadowRoot?.activeElement?.textContent?.trim()).toBe('そのままにする');
    await userEvent.keyboard('{Enter}');
    expect(await world.received('HintsWithdraw')).toHaveLength(0);
    await userEvent.keyboard('{Enter}');
    await userEvent.keyboard('{Tab}{Enter}');
    await expect.poll(() => textOf(element)).toContain('ヒントを取り下げました');
    expect(textOf(element)).not.toContain('迷わず本題に入れました');
    expect(element.shadowRoot?.querySelectorAll('.mine li')).toHaveLength(2);
  });

  it('stay where the withdrawal failed', async () => {
    const { world, element } = await shown();
    await world.fault({ operation: 'HintsWithdraw', kind: 'break' });
    await userEvent.click(byName(element, '.mine .button', '取り下げる'));
    await userEvent.click(byName(element, '.mine .danger', '取り下げる'));
    await expect.poll(() => find(element, '.mine .field-error').textContent).toContain('もう一度お試しください');
    expect(element.shadowRoot?.querySelectorAll('.mine li')).toHaveLength(3);
  });
});

describe('for admins', () => {
  it('a hint is shown to all once it is approved', async () => {
    const { world, element } = await shown({ admin: true }, 'ken');
    await expect.poll(() => textOf(element)).toContain('迷わず本題に入れました');
    expect(element.shadowRoot?.querySelectorAll('.hints .hint')).toHaveLength(3);
    await userEvent.click(byName(element, '.review button', '紹介する'));
    await expect.poll(() => textOf(element)).toContain('確認を待つヒントはありません');
    await expect.poll(() => element.shadowRoot?.querySelectorAll('.hints .hint')).toHaveLength(4);
    expect(await world.received('HintsApprove')).toHaveLength(1);
    await expect.poll(() => element.shadowRoot?.activeElement?.textContent).toBe('確認を待つヒント');
  });

  it('a hint is turned down with a reason that its author reads', async () => {
    const { world, element } = await shown({ admin: true }, 'ken');
    await expect.poll(() => textOf(element)).toContain('迷わず本題に入れました');
    await userEvent.click(byName(element, '.review button', '見送る'));
    expect(element.shadowRoot?.activeElement?.id).toBe('reason');
    await expectAccessible(element);
    await userEvent.keyboard('場面がもう少しわかるとうれしいです');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => textOf(element)).toContain('ヒントを見送りました');
    const author = place(world, 'taiwa-hints', 'aoi');
    await expect.poll(() => textOf(author)).toContain('理由：場面がもう少しわかるとうれしいです');
  });

  it('a decision is taken back at once: the hint waits again, and its author sees it so', async () => {
    const { world, element } = await shown({ admin: true }, 'ken');
    await expect.poll(() => textOf(element)).toContain('迷わず本題に入れました');
    await userEvent.click(byName(element, '.review button', '紹介する'));
    await expect.poll(() => element.shadowRoot?.querySelectorAll('.hints .hint')).toHaveLength(4);
    await expectAccessible(element);
    await world.fault({ operation: 'HintsUndoReview', kind: 'break', times: 1 });
    await userEvent.click(byName(element, '.review button', '元に戻す'));
    await expect.poll(() => find(element, '.review .field-error').textContent).toContain('もう一度お試しください');
    await userEvent.click(byName(element, '.review button', '元に戻す'));
    await expect.poll(() => element.shadowRoot?.querySelectorAll('.hints .hint')).toHaveLength(3);
    await expect.poll(() => element.shadowRoot?.activeElement?.textContent).toContain('紹介する');
    expect(find(element, '.review .done').querySelector('button')).toBeNull();
    await userEvent.click(byName(element, '.review button', '見送る'));
    await userEvent.keyboard('もう少しくわしくお願いします');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => textOf(element)).toContain('ヒントを見送りました');
    await userEvent.click(byName(element, '.review button', '元に戻す'));
    await expect.poll(() => textOf(element)).toContain('もう一度、確認を待っています');
    const author = place(world, 'taiwa-hints', 'aoi');
    await settled(author);
    expect(textOf(author)).not.toContain('もう少しくわしく');
  });

  it('others see no queue', async () => {
    const { world, element } = await shown();
    expect(element.shadowRoot?.querySelector('.review')).toBeNull();
    expect(await world.received('HintsWaiting')).toHaveLength(0);
  });
});
