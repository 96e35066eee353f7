/** A name with its reading and its Latin form. */
export interface NamePart {
  readonly written: string;
  readonly kana: string;
  readonly latin: string;
}

const parse = (list: string): readonly NamePart[] =>
  list
    .trim()
    .split('\n')
    .map((line) => {
      const [written = '', kana = '', latin = ''] = line.trim().split(' ');
      return { written, kana, latin };
    });

/** Family names; 𠮷 and 髙 are here because real companies have them. */
export const FAMILY_NAMES = parse(`
佐々木 ささき Sasaki
伊藤 いとう Ito
渡辺 わたなべ Watanabe
中村 なかむら Nakamura
小林 こばやし Kobayashi
加藤 かとう Kato
𠮷田 よしだ Yoshida
山田 やまだ Yamada
松本 まつもと Matsumoto
井上 いのうえ Inoue
木村 きむら Kimura
林 はやし Hayashi
斎藤 さいとう Saito
清水 しみず Shimizu
山崎 やまざき Yamazaki
森 もり Mori
池田 いけだ Ikeda
橋本 はしもと Hashimoto
阿部 あべ Abe
石川 いしかわ Ishikawa
前田 まえだ Maeda
藤田 ふじた Fujita
後藤 ごとう Goto
岡田 おかだ Okada
長谷川 はせがわ Hasegawa
村上 むらかみ Murakami
近藤 こんどう Kondo
髙木 たかぎ Takagi
坂本 さかもと Sakamoto
遠藤 えんどう Endo
青木 あおき Aoki
西村 にしむら Nishimura
福田 ふくだ Fukuda
太田 おおた Ota
三浦 みうら Miura
岡本 おかもと Okamoto
藤原 ふじわら Fujiwara
松田 まつだ Matsuda
中川 なかがわ Nakagawa
原田 はらだ Harada
小野 おの Ono
竹内 たけうち Takeuchi
金子 かねこ Kaneko
和田 わだ Wada
中山 なかやま Nakayama
石田 いしだ Ishida
上田 うえだ Ueda
森田 もりた Morita
柴田 しばた Shibata
酒井 さかい Sakai
`);

/** Given names. */
export const GIVEN_NAMES = parse(`
陽菜 ひな Hina
蓮 れん Ren
結衣 ゆい Yui
大翔 ひろと Hiroto
美咲 みさき Misaki
悠真 ゆうま Yuma
七海 ななみ Nanami
湊 みなと Minato
彩花 あやか Ayaka
翔太 しょうた Shota
真由美 まゆみ Mayumi
拓也 たくや Takuya
千尋 ちひろ Chihiro
直樹 なおき Naoki
優子 ゆうこ Yuko
浩二 こうじ Koji
沙織 さおり Saori
亮 りょう Ryo
凛 りん Rin
健太郎 けんたろう Kentaro
萌 もえ Moe
聡 さとし Satoshi
遥 はるか Haruka
和也 かずや Kazuya
理沙 りさ Risa
慎一 しんいち Shinichi
`);

/** A person whose name tries what pages and files are made of. */
export interface DifficultName {
  readonly familyName: string;
  readonly givenName: string;
  readonly familyKana: string | null;
  readonly givenKana: string | null;
  readonly latinName: string | null;
}

/** Long, right-to-left, with a prefix, with rare characters. */
export const DIFFICULT_NAMES: readonly DifficultName[] = [
  {
    familyName: '勅使河原',
    givenName: '虎太郎左衛門',
    familyKana: 'てしがわら',
    givenKana: 'こたろうざえもん',
    latinName: 'Kotarozaemon Teshigawara',
  },
  { familyName: 'العربي', givenName: 'محمد', familyKana: null, givenKana: null, latinName: 'Mohammed Al-Arabi' },
  {
    familyName: 'Wolfeschlegelsteinhausen-Bergerdorff',
    givenName: 'Anne-Marie',
    familyKana: null,
    givenKana: null,
    latinName: null,
  },
  { familyName: '𠮷野', givenName: '𩸽子', familyKana: 'よしの', givenKana: 'ほっこ', latinName: 'Hokko Yoshino' },
];
