/** What lies in a folder, as a file picker shows it. Names are as the disk has them: clean them before showing. */
export type ListedEntry = {
  readonly name: string;
  /** `other`: a device, a socket, a link that leads nowhere. */
  readonly kind: 'folder' | 'file' | 'other';
  /** 0 for all but files. */
  readonly bytes: number;
};

export type ListingProblem = 'missing' | 'denied' | 'no-folder' | 'unreadable';

export type Listing = {
  /** Absolute. */
  readonly folder: string;
  /** Null at the top. */
  readonly parent: string | null;
  /** Folders first, each kind by name. Empty where there is a problem. */
  readonly entries: readonly ListedEntry[];
  readonly problem: ListingProblem | null;
  /** The name that was asked for, when it was a file in this folder. */
  readonly at: string | null;
};

/** Lists a folder, or the folder of a file. Problems are part of the answer. */
export type ListFolder = (path: string, signal: AbortSignal) => Promise<Listing>;
