import type { Succeeded, TaiwaCore } from '../core.ts';
import {
  ChangeQuestions,
  ChangeStage,
  ForkContent,
  GetContent,
  ImportContent,
  ListContentPacks,
  TakeContentBack,
} from '../generated/content.ts';
import type {
  ChangeQuestionsInput,
  ChangeStageInput,
  ContentPackFragment,
  ForkContentInput,
  GetContentQuery,
  ImportContentMutation,
} from '../generated/types.ts';
import type { CallOptions, ChangeOptions } from '../options.ts';
import { listOf, type PageArgs, type Pages } from '../pages.ts';
import { sendUpload, type UploadOptions } from './send-upload.ts';

/** A version of the tenant's own questions and stages. */
export type ContentPack = ContentPackFragment;
/** What people read now, or what comes with the product; `file` is all of it in both languages. */
export type ContentInUse = GetContentQuery['content'];
/** What came of a content pack from a file: every issue, every change, whether it is in use. */
export type ContentImport = Succeeded<ImportContentMutation['result']>;

/** A content pack that was checked, and the file by which it can be applied. */
export interface CheckedContent extends ContentImport {
  readonly uploadId: string;
}

/** Content packs: topics, questions and stages that a tenant takes over, changes, imports and exports. */
export class ContentPacks {
  readonly #core: TaiwaCore;

  constructor(core: TaiwaCore) {
    this.#core = core;
  }

  /**
   * What people read now, or what comes with the product; `file` is what `check` and `apply` take.
   *
   * @example
   * const { fileName, file } = await taiwa.content.get();
   * const pack = new Blob([file], { type: 'application/json' });
   */
  async get(which: { readonly builtIn?: boolean } = {}, options?: CallOptions): Promise<ContentInUse> {
    return (await this.#core.query(GetContent, { builtIn: which.builtIn ?? false }, options)).content;
  }

  /**
   * The versions of the tenant's own content, newest first; for admins and servers.
   *
   * @example
   * for await (const { version, createdAt, inUse } of taiwa.content.versions()) console.log(version, createdAt, inUse);
   */
  versions(args: PageArgs = {}, options?: CallOptions): Pages<ContentPack> {
    return listOf(this.#core, ListContentPacks, args, (data) => data.contentPacks, options);
  }

  /**
   * Takes questions and stages over as the tenant's own, so that they can be changed.
   *
   * @example
   * await taiwa.content.fork({ name: '営業部の問い', nameEn: 'Questions for sales' });
   */
  fork(input: ForkContentInput, options?: ChangeOptions): Promise<ContentPack> {
    return this.#core.change(ForkContent, input, options);
  }

  /**
   * Changes the prompts for one topic; throws the problem NotNow (PACK_NOT_OWN) before a fork.
   *
   * @example
   * const past = [{ ja: 'うまくいったことは何ですか。', en: 'What went well?' }];
   * const present = [{ ja: 'いま何が気になりますか。', en: 'What is on your mind?' }];
   * const future = [{ ja: '次に何を試しますか。', en: 'What will you try next?' }];
   * await taiwa.content.changeQuestions({ topicCode: 'WORK', past, present, future });
   */
  changeQuestions(input: ChangeQuestionsInput, options?: ChangeOptions): Promise<ContentPack> {
    return this.#core.change(ChangeQuestions, input, options);
  }

  /**
   * Changes one of the six stages of a relationship; throws as `changeQuestions`.
   *
   * @example
   * const name = { ja: '知り合う', en: 'Getting to know' };
   * const purpose = { ja: '安心して話せる相手になる', en: 'Become somebody it is safe to talk to' };
   * await taiwa.content.changeStage({ level: 1, name, purpose, tips: [{ ja: '予定を守る', en: 'Keep the date' }] });
   */
  changeStage(input: ChangeStageInput, options?: ChangeOptions): Promise<ContentPack> {
    return this.#core.change(ChangeStage, input, options);
  }

  /**
   * Sends a content pack and tells everything that is not right in it and everything it would change; nothing is written.
   *
   * @example
   * const { file } = await taiwa.content.get({ builtIn: true });
   * const { issues, changes, uploadId } = await taiwa.content.check(new Blob([file]));
   * if (issues.length === 0) await taiwa.content.apply(uploadId);
   */
  async check(file: Blob, options: UploadOptions = {}): Promise<CheckedContent> {
    const uploadId = await sendUpload(this.#core, 'CONTENT_PACK', file, options);
    const { fileName: _, ...rest } = options;
    return { ...(await this.#core.change(ImportContent, { uploadId, dryRun: true }, rest)), uploadId };
  }

  /**
   * Puts a content pack that was checked into use: all of it, or nothing where something is not right by now.
   *
   * @example
   * const { applied } = await taiwa.content.apply(uploadId);
   */
  apply(uploadId: string, options?: ChangeOptions): Promise<ContentImport> {
    return this.#core.change(ImportContent, { uploadId, dryRun: false }, options);
  }

  /**
   * Takes the version in use back, with what it did to the topics; throws the problem NotNow where one of them is in use.
   *
   * @example
   * const [latest] = (await taiwa.content.versions().page()).nodes;
   * if (latest) await taiwa.content.takeBack(latest.id);
   */
  takeBack(contentPackId: string, options?: ChangeOptions): Promise<ContentPack> {
    return this.#core.change(TakeContentBack, { contentPackId }, options);
  }
}
