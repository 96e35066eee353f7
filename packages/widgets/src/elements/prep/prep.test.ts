import { userEvent } from 'vitest/browser';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import { note, prep, press, saves } from '../../testing/prep.ts';

holdToContract({
  tag: 'taiwa-prep',
  as: 'aoi',
  states: {
    'nothing is chosen': { openThemes: true },
    'two themes are chosen': { prepared: true, openThemes: true },
    'the talk is over': { prepared: true, state: 'ENDED' },
  },
  empty: { story: { without: 'sessions' }, says: '準備する1on1はまだありません' },
});

describe('choosing', () => {
  it('takes two presses, and is saved', async () => {
    const { world, element } = await prep();
    await press(element, '今後のキャリア');
    await press(element, '一緒に考えてほしい');
    await expect.poll(() => textOf(element)).toContain('保存しました');
    const [save] = await saves(world);
    expect(save?.variables).toEqual({
      input: {
        sessionId: 'ses_first',
        expectedRevision: 0,
        note: null,
        themes: [{ topicId: 'top_career', freeTopic: null, response: 'THINK_TOGETHER', carriedFromThemeId: null }],
      },
    });
  });

  it('takes them in either order', async () => {
    const { world, element } = await prep();
    await press(element, '報告したい');
    await press(element, '業務の進捗や進め方');
    await expect.poll(() => saves(world)).toHaveLength(1);
  });

  it('shows questions and hints that fit what is chosen', async () => {
    const { element } = await prep();
    await press(element, '今後のキャリア');
    await press(element, '一緒に考えてほしい');
    await expect.poll(() => textOf(element)).toContain('今いちばん興味のある道はどれですか。');
    expect(textOf(element)).toContain('「結論は今日でなくていい」');
    await userEvent.click(byName(element, '[role=tab]', 'これから'));
    await expect.poll(() => textOf(element)).toContain('三年後、どんな役割を担っていたいですか。');
  });

  it('works by keyboard alone, and arrow keys save nothing on the way', async () => {
    const { world, element } = await prep();
    find(element, '.topic input').focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{Tab}{ArrowDown}{ArrowDown}');
    expect(await saves(world)).toHaveLength(0);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => textOf(element)).toContain('保存しました');
    const [save] = await saves(world);
    expect(save?.variables).toMatchObject({ input: { themes: [{ topicId: 'top_career', response: 'LISTEN' }] } });
    expect(find(element, '.agenda').matches(':focus')).toBe(true);
  });

  it('takes what the arrow keys found when the person goes on', async () => {
    const { world, element } = await prep();
    find(element, '.topic input').focus();
    await userEvent.keyboard('{ArrowRight}{Tab}{ArrowDown}{Tab}');
    await expect.poll(() => saves(world)).toHaveLength(1);
    expect(note(element).matches(':focus')).toBe(true);
  });

  it('adds a second theme', async () => {
    const { world, element } = await prep({ prepared: true });
    await userEvent.click(byName(element, 'button', '話したいことを追加する'));
    await press(element, '人間関係');
    await press(element, '話を聞いてほしい');
    await expect
      .poll(async () => (await saves(world))[0]?.variables['input'])
      .toMatchObject({
        themes: [
          { topicId: 'top_career' },
          { topicId: 'top_work' },
          { topicId: 'top_relationships', response: 'LISTEN' },
        ],
      });
  });

  it('takes up an open theme of last time in one press', async () => {
    const { world, element } = await prep({ openThemes: true });
    await userEvent.click(byName(element, '.chip', 'スキルや力の向上'));
    await expect
      .poll(async () => (await saves(world))[0]?.variables['input'])
      .toMatchObject({
        themes: [{ topicId: 'top_skills', response: 'ADVICE', carriedFromThemeId: 'thm_open' }],
      });
  });

  it('takes words of one’s own', async () => {
    const { world, element } = await prep();
    await press(element, 'ほかの話題を書く');
    await expect.poll(() => find(element, '#free').matches(':focus')).toBe(true);
    await userEvent.keyboard('産休のこと');
    await press(element, '話を聞いてほしい');
    await expect
      .poll(async () => (await saves(world))[0]?.variables['input'])
      .toMatchObject({
        themes: [{ topicId: null, freeTopic: '産休のこと', response: 'LISTEN' }],
      });
  });

  it('is taken back by undo', async () => {
    const { world, element } = await prep({ prepared: true });
    await userEvent.click(byName(element, 'button', '「今後のキャリア」を外す'));
    await expect.poll(() => textOf(element)).toContain('保存しました');
    await userEvent.click(byName(element, 'button', '元に戻す'));
    await expect
      .poll(async () => (await saves(world)).at(-1)?.variables['input'])
      .toMatchObject({
        themes: [{ topicId: 'top_career' }, { topicId: 'top_work' }],
      });
    await expect.poll(() => textOf(element)).toContain('今後のキャリア');
  });

  it('tells the page, which may not change it', async () => {
    const { element } = await prep();
    const told = vi.fn();
    element.addEventListener('taiwa-prepared', (event) => told(event.sessionId, event.cancelable));
    await press(element, '今後のキャリア');
    await press(element, '報告したい');
    await expect.poll(() => told.mock.calls).toEqual([['ses_first', false]]);
  });
});

describe('what the company recommends and requires', () => {
  it('comes first among the topics, with a mark and why', async () => {
    const { element } = await prep({ guided: true });
    const cards = [...element.shadowRoot!.querySelectorAll('.topic .choice')].map((card) => card.textContent ?? '');
    expect(cards[0]).toMatch(/会社や部署の方針\s*必須：新しい方針が始まりました。/);
    expect(cards[1]).toMatch(/おすすめ：研修の季節です。/);
    expect(cards).toHaveLength(8);
  });

  it('is said with until when, and can be chosen but not taken off', async () => {
    const { element } = await prep({ guided: true });
    await expect.poll(() => element.shadowRoot?.querySelector('[part=required]')?.textContent).toContain('4月30日');
    await press(element, '会社や部署の方針');
    await press(element, '意見を聞きたい');
    await expect.poll(() => textOf(element)).toContain('保存しました');
    const tools = find(element, '.theme-tools');
    expect(tools.textContent).toContain('必須');
    expect(tools.textContent).not.toContain('外す');
  });

  it('leaves the agenda of the member as it is while nothing is required', async () => {
    const { element } = await prep({ prepared: true });
    expect(element.shadowRoot?.querySelector('[part=required]')).toBeNull();
    expect(find(element, '.theme-tools').textContent).toContain('外す');
  });
});

describe('the note', () => {
  it('is saved by Ctrl+Enter', async () => {
    const { world, element } = await prep({ prepared: true });
    await userEvent.fill(note(element), '来期の配属について');
    note(element).focus();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect
      .poll(async () => (await saves(world))[0]?.variables['input'])
      .toMatchObject({ note: '来期の配属について' });
  });

  it('is saved by itself when the field is left', async () => {
    const { world, element } = await prep({ prepared: true });
    await userEvent.fill(note(element), '短いメモ');
    note(element).blur();
    await expect.poll(async () => (await saves(world))[0]?.variables['input']).toMatchObject({ note: '短いメモ' });
  });

  it('counts characters as a person counts, cuts nothing, and is not sent while too long', async () => {
    const { world, element } = await prep({ prepared: true });
    const long = '𠮷'.repeat(2_003);
    await userEvent.fill(note(element), long);
    note(element).blur();
    await expect.poll(() => textOf(element)).toContain('3文字超えています');
    expect(note(element).value).toBe(long);
    await userEvent.fill(note(element), '𠮷'.repeat(2_000));
    note(element).blur();
    await expect.poll(() => saves(world)).toHaveLength(1);
  });
});

describe('Japanese input', () => {
  const key = (init: KeyboardEventInit): KeyboardEvent =>
    new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true, ...init });
  const composition = (type: string): Event => new CompositionEvent(type, { bubbles: true, composed: true });

  /** Lets no pause in typing end before what it answers is called. */
  function holdPauses(): () => void {
    const real = window.setTimeout;
    const held: (() => void)[] = [];
    const hold = (run: () => void, ms = 0) => (ms > 1_000 && ms < 1_500 ? (held.push(run), 0) : real(run, ms));
    const spy = vi.spyOn(window, 'setTimeout').mockImplementation(hold as never);
    onTestFinished(() => spy.mockRestore());
    return () => held.splice(0).forEach((run) => run());
  }

  it.each([
    [
      'Chrome: the Enter comes before the end',
      (field: HTMLElement) =>
        [key({ key: 'Enter', ctrlKey: true, isComposing: true }), composition('compositionend')].map((one) =>
          field.dispatchEvent(one),
        ),
    ],
    [
      'Safari: the Enter comes after the end',
      (field: HTMLElement) =>
        [composition('compositionend'), key({ key: 'Enter', ctrlKey: true })].map((one) => field.dispatchEvent(one)),
    ],
    [
      'an input method that sends 229',
      (field: HTMLElement) =>
        [key({ key: 'Process', keyCode: 229, ctrlKey: true }), composition('compositionend')].map((one) =>
          field.dispatchEvent(one),
        ),
    ],
  ])('keeps the Enter that ends a composition (%s)', async (_, replay) => {
    const { world, element } = await prep({ prepared: true });
    const field = note(element);
    const endPauses = holdPauses();
    field.focus();
    field.dispatchEvent(composition('compositionstart'));
    field.value = 'かんじ';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, isComposing: true }));
    const kept = replay(field);
    expect(kept).toEqual([true, true]);
    expect(await saves(world)).toHaveLength(0);
    endPauses();
    await expect.poll(() => saves(world)).toHaveLength(1);
  });

  it('keeps the Enter of a free topic while composing, and takes the next one', async () => {
    const { world, element } = await prep();
    await press(element, '報告したい');
    await press(element, 'ほかの話題を書く');
    const field = find<HTMLInputElement>(element, '#free');
    field.dispatchEvent(composition('compositionstart'));
    field.value = '異動';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, isComposing: true }));
    field.dispatchEvent(key({ key: 'Enter', isComposing: true }));
    field.dispatchEvent(composition('compositionend'));
    expect(await saves(world)).toHaveLength(0);
    const enterAndLook = async () => {
      field.dispatchEvent(key({ key: 'Enter' }));
      return saves(world);
    };
    await expect.poll(enterAndLook).toHaveLength(1);
  });
});

describe('in English', () => {
  it('stays English when changes arrive live', async () => {
    const world = await openWorld();
    const element = place(world, 'taiwa-prep', 'aoi', { lang: 'en' });
    await settled(element);
    await press(element, 'Where my career goes');
    await press(element, 'Think it through with me');
    await expect.poll(() => textOf(element)).toContain('Saved');
    await world.order({ session: { id: 'ses_first' } });
    await expect.poll(() => textOf(element)).toContain('Ken Takahashi has not seen it yet');
    expect(textOf(element)).not.toContain('高橋');
  });
});

describe('the seen-mark', () => {
  it('appears without a reload', async () => {
    const { world, element } = await prep({ prepared: true });
    expect(textOf(element)).toContain('高橋 健さんはまだ確認していません');
    const now = new Date().toISOString();
    await world.order({
      session: {
        id: 'ses_first',
        preparation: { note: null, preparedAt: now, revision: 1, seenAt: now, seenRevision: 1 },
      },
    });
    await expect.poll(() => textOf(element)).toContain('高橋 健さんが確認しました');
  });
});
