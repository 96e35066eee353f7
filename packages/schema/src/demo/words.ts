import type { ResponseKind, TopicCode } from '../generated/prisma/enums.ts';

/** Published shares of topics in %, in the published order. */
export const TOPIC_SHARES: readonly (readonly [TopicCode, number])[] = [
  ['WORK', 54],
  ['RELATIONSHIPS', 2.9],
  ['CONDITION', 3.7],
  ['CAREER', 9.4],
  ['SKILLS', 8],
  ['PRIVATE', 5],
  ['POLICY', 10.4],
  ['OTHER', 6.6],
];

/** Published shares of responses in %, in the published order. */
export const RESPONSE_SHARES: readonly (readonly [ResponseKind, number])[] = [
  ['ADVICE', 15.6],
  ['THINK_TOGETHER', 20.6],
  ['LISTEN', 10.8],
  ['OPINION', 22.1],
  ['REPORT', 17.6],
  ['UNDECIDED', 13.3],
];

/** Notes that members add to a theme. */
export const NOTES: readonly string[] = [
  '先週の提案のあとで少し迷っているところがあります。15分ほどいただければ十分です。',
  '来期の担当について、まだまとまっていませんが話しながら整理したいです。',
  'お客様からいただいた言葉を共有させてください。',
  '残業が続いていて、優先順位の付け方を相談したいです。',
  '後輩への教え方について、率直な感想を聞きたいです。',
  '資料は共有フォルダに置きました。事前に読まなくても大丈夫です。',
  '前回決めたことの結果を報告します。',
];

/** Impressions that members send. */
export const IMPRESSIONS: readonly string[] = [
  '最後まで話を聞いていただいて、頭の中が整理できました。ありがとうございました。',
  '具体的な例を挙げてくださったので、明日から試せそうです。',
  '少し時間が足りませんでしたが、次回も続きを話したいです。',
  '率直なご意見をいただけて助かりました。',
  'まだもやもやしていますが、話せてよかったです。',
  '自分では気づかなかった見方を教えていただきました。',
];

/** What counterparts write that they tried. */
export const ATTEMPTS: readonly string[] = [
  '助言を急がず、まず三つ質問をしてから一緒に整理した。',
  '良かった場面を先に伝えてから、次に期待することを話した。',
  '途中で口を挟まず、最後に自分の言葉でまとめてもらった。',
  '自分の失敗談を一つ話してから本題に入った。',
];

/** Free topics of single sessions. */
export const FREE_TOPICS: readonly string[] = ['在宅勤務の環境', '資格試験の勉強', '引き継ぎの進め方', '社内報の取材'];

/** Purposes that pairs agreed on. */
export const PURPOSES: readonly string[] = [
  '月に二回、仕事の状況より「これからやりたいこと」を先に話す。',
  '困りごとを早めに共有し、一緒に次の一歩を決める場にする。',
  'お互いの期待をそろえる時間にする。',
];

/** Hints as they were approved. */
export const HINTS: readonly (readonly [text: string, topic: TopicCode, response: ResponseKind])[] = [
  ['結論を言う前に「ほかには？」と二回聞いてくれたので、自分で答えにたどり着けた。', 'WORK', 'THINK_TOGETHER'],
  ['似た場面での失敗談を先に話してくれて、相談しやすくなった。', 'WORK', 'ADVICE'],
  ['選択肢を二つ示して、どちらを試すかは任せてくれた。', 'WORK', 'ADVICE'],
  ['良かった点を具体的な場面で三つ挙げてくれた。', 'WORK', 'OPINION'],
  ['報告のあとに「工夫したのはどこ？」と聞いてくれてうれしかった。', 'WORK', 'REPORT'],
  ['パソコンを閉じて、うなずきながら最後まで聞いてくれた。', 'WORK', 'LISTEN'],
  ['はじめに「今日は聴くのと考えるの、どちらがいい？」と尋ねた。', 'WORK', 'UNDECIDED'],
  ['三年後の姿を紙に書きながら話したら、今の仕事とのつながりが見えた。', 'CAREER', 'THINK_TOGETHER'],
  ['異動の経験談を、良い面も苦労した面も話してくれた。', 'CAREER', 'ADVICE'],
  ['「急いで決めなくていい」と言ってくれて気が楽になった。', 'CAREER', 'LISTEN'],
  ['強みを周りの人の言葉で伝えてくれた。', 'CAREER', 'OPINION'],
  ['毎日10分でできる練習を一緒に決めた。', 'SKILLS', 'ADVICE'],
  ['できるようになったことを半年前と比べて挙げてくれた。', 'SKILLS', 'OPINION'],
  ['体調を数字で聞いてくれたので、答えやすかった。', 'CONDITION', 'LISTEN'],
  ['仕事の配分をその場で一つ減らしてくれた。', 'CONDITION', 'ADVICE'],
  ['どちらの言い分も否定せずに聞いてくれた。', 'RELATIONSHIPS', 'LISTEN'],
  ['次に声をかける最初の一言を一緒に考えてくれた。', 'RELATIONSHIPS', 'THINK_TOGETHER'],
  ['方針の背景を図に描いて説明してくれた。', 'POLICY', 'OPINION'],
  ['納得できないところを一緒に書き出し、上に届ける約束をしてくれた。', 'POLICY', 'THINK_TOGETHER'],
  ['家の事情を聞いたうえで、会議の時間を変えてくれた。', 'PRIVATE', 'LISTEN'],
  ['雑談から始めて、話したいところまでで止めてくれた。', 'PRIVATE', 'UNDECIDED'],
];

/** Hints of the neighbour, which the company to look at reads as shared ones. */
export const NEIGHBOUR_HINTS: typeof HINTS = [
  ['まず「どこまで試した？」と聞いてから、次の一手を一つだけ挙げてくれた。', 'WORK', 'ADVICE'],
  ['自分の手順書を見せながら、どこで迷ったかまで話してくれた。', 'WORK', 'ADVICE'],
  ['助言のあとに「やりにくいところはない？」と確かめてくれた。', 'WORK', 'ADVICE'],
  ['やりたいことを付箋に書き出し、並べ替えながら一緒に考えてくれた。', 'CAREER', 'THINK_TOGETHER'],
  ['すぐに答えを出さず、次回までに調べることを二つ決めた。', 'CAREER', 'THINK_TOGETHER'],
  ['尊敬する先輩の歩みをたどりながら、自分に引き寄せて話せた。', 'CAREER', 'THINK_TOGETHER'],
];
