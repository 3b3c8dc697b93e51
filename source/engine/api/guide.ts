/** The languages that the guide is written in. */
export type GuideLanguage = 'en' | 'zh' | 'ja';

export type GuideEntry = {
  /** Of its file, without `.md`. */
  readonly name: string;
  readonly title: string;
};

export type GuidePage = GuideEntry & {
  /** The one that it is written in: English where there is no other. */
  readonly language: GuideLanguage;
  /** Markdown. */
  readonly text: string;
};

/** The guide that comes with the program. Throws `file-missing`. */
export type Guide = {
  /** The first page, then those it leads to in their order, then all others. */
  list(language: GuideLanguage): Promise<readonly GuideEntry[]>;
  page(name: string, language: GuideLanguage): Promise<GuidePage>;
};
