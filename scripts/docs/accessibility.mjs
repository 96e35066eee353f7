// The accessibility statement: what was tested, how, and a result for each criterion.
import { CRITERIA } from './criteria.mjs';

const WORDS = {
  en: {
    title: 'Accessibility statement',
    lead: [
      'The elements aim at WCAG 2.2, level AA (which contains JIS X 8341-3:2016). This is a statement of our own about version 0.1: no outside audit was made, and nobody has tried the elements with a screen reader, a switch or a magnifier yet. The results below say how each is known.',
      'Tested by the suite in Chromium: axe-core (rules for WCAG 2.0 to 2.2, A and AA, and best practices) on every element, in each state, in Japanese and English, in light, dark and contrast; 320 pixels of width; the size of what is pressed; in forced colours the ring of the focus and what is chosen, in nine elements; the contrast of words in each preset. Not tested: text at 200 %, other browsers, assistive technology. The pages of this documentation are tried with axe and at 320 pixels too.',
      'What stands in the way for you is a bug. Please report it where you got Taiwa from, with the element and what you use.',
    ],
    head: '| | level | criterion | result | how it is known |',
    results: { yes: 'met', partly: 'partly met', none: 'does not apply', open: 'not assessed' },
    heading: 'Criteria',
    summary: 'In numbers',
  },
  ja: {
    title: 'アクセシビリティ方針と試験結果',
    lead: [
      '要素はWCAG 2.2のレベルAA（JIS X 8341-3:2016を含みます）を目標にしています。これはバージョン0.1についての自己評価です。第三者による試験は受けておらず、スクリーンリーダー・スイッチ・拡大鏡などを使った確認もまだ行っていません。下の表に、それぞれの結果をどう確かめたかを記します。',
      'Chromiumでの自動テスト：すべての要素・状態を、日本語と英語、明・暗・高コントラストの配色でaxe-core（WCAG 2.0〜2.2のA・AAとベストプラクティス）により検査。幅320ピクセルでの表示と、押す部品の大きさも検査しています。強制カラーモードでは、9つの要素でフォーカスの枠と、選ばれているものの見分けを検査しています。プリセットごとの文字のコントラストも測っています。未実施：文字サイズ200％、ほかのブラウザー、支援技術。このドキュメントのページも、axeと幅320ピクセルで検査しています。',
      '使いにくいところは不具合として扱います。Taiwaの提供元へ、要素の名前とお使いの環境を添えてお知らせください。',
    ],
    head: '| | レベル | 達成基準 | 結果 | 確認方法 |',
    results: { yes: '適合', partly: '一部適合', none: '適用なし', open: '未確認' },
    heading: '達成基準ごとの結果',
    summary: '集計',
  },
};

function statement(lang) {
  const { title, lead, head, results, heading, summary } = WORDS[lang];
  const rows = CRITERIA.map(
    ([number, level, en, ja, result, how]) =>
      `| ${number} | ${level} | ${lang === 'ja' ? ja : en} | ${results[result]} | ${how[lang]} |`,
  );
  const counts = Object.entries(results).map(
    ([result, word]) => `- ${word}: ${CRITERIA.filter((one) => one[4] === result).length}`,
  );
  return [
    `# ${title}`,
    ...lead,
    `## ${summary}`,
    counts.join('\n'),
    `## ${heading}`,
    [head, '|---|---|---|---|---|', ...rows].join('\n'),
  ].join('\n\n');
}

/** The statement in both languages. */
export function accessibilityPages() {
  return ['en', 'ja'].map((lang) => ({
    slug: 'accessibility',
    source: null,
    lang,
    title: WORDS[lang].title,
    markdown: `${statement(lang)}\n`,
  }));
}
