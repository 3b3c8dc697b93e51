import type * as client from './client.ts';
import type * as clone from './clone.ts';
import type * as completion from './completion.ts';
import type * as demo from './demo.ts';
import type * as doctor from './doctor.ts';
import type * as expiry from './expiry.ts';
import type { Guide } from './guide.ts';
import type * as inspect from './inspect.ts';
import type * as jobs from './jobs.ts';
import type * as keys from './keys.ts';
import type * as merge from './merge.ts';
import type * as mirror from './mirror.ts';
import type * as modify from './modify.ts';
import type * as owners from './owners.ts';
import type * as prune from './prune.ts';
import type * as renew from './renew.ts';
import type * as repair from './repair.ts';
import type * as rotation from './rotation.ts';
import type { Operation, Query } from './run.ts';
import type * as saved from './saved.ts';
import type * as serve from './serve.ts';
import type * as source from './source.ts';
import type * as unfinished from './unfinished.ts';

export type EngineOptions = source.ReachOptions & {
  /** TIUP_HOME; absolute. */
  readonly home: string;
  /** Mirror for this process only (TIUP_MIRRORS). */
  readonly mirror?: string | undefined;
  /** Folder of `settings.json`; absolute. Default: the user's XDG config folder. */
  readonly settingsFolder?: string | undefined;
  /** Folder of what is kept of jobs; absolute. Default: `mirrordeck` in the user's XDG state folder. */
  readonly stateFolder?: string | undefined;
  /** What relative paths start from; default the working folder. */
  readonly workingFolder?: string | undefined;
  /** Downloads at once; default as the settings say, else 8. */
  readonly jobs?: number | undefined;
  /** The clock; fixed once at the start of each operation. */
  readonly now?: (() => Date) | undefined;
  /** Draws samples; default Math.random. */
  readonly random?: (() => number) | undefined;
  /** This machine, as `os/arch` of the mirror's grammar. */
  readonly platform?: string | undefined;
  /** Environment of programs that are run. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
};

/** How the workstation shows itself; null: as the terminal and its environment suggest. */
export type AppearanceSettings = {
  /** Box drawing and blocks give way to ASCII. */
  readonly ascii?: boolean | null | undefined;
  readonly colours?: boolean | null | undefined;
  /** Bars move several times a second. */
  readonly animations?: boolean | null | undefined;
  /** Plain lines in reading order. */
  readonly screenReader?: boolean | null | undefined;
};

export type Settings = AppearanceSettings & {
  readonly language: 'en' | 'zh' | 'ja' | null;
  /** Downloads at once, 1 to 256, where the command says nothing; null for 8. */
  readonly jobs?: number | null | undefined;
  /** What a clone on the screen begins with: `linux/amd64,linux/arm64`; null for all that there are. */
  readonly platforms?: string | null | undefined;
  /** As `ReachOptions.limitRate`; null for none. */
  readonly limitRate?: string | null | undefined;
  /** As `ReachOptions.timeout`; null for the usual ones. */
  readonly timeout?: string | null | undefined;
};

/** The only door into the engine. */
export type Engine = {
  readonly home: string;
  readonly platform: string;

  readonly init: Operation<mirror.InitRequest, mirror.InitPlan, mirror.InitResult>;
  /** A small mirror to try everything on, made here: nothing is downloaded. */
  readonly demo: Operation<demo.DemoRequest, demo.DemoPlan, demo.DemoResult>;
  readonly genkey: Operation<mirror.GenkeyRequest, mirror.GenkeyPlan, mirror.GenkeyResult>;
  readonly publicKey: Query<mirror.GenkeyRequest, mirror.PublicKeyResult>;
  /** Writes `<first 16 of id>-public.json` into the working folder, or replaces nothing and says so. */
  readonly exportPublicKey: Query<mirror.GenkeyRequest, { readonly path: string }>;
  readonly grant: Operation<mirror.GrantRequest, mirror.GrantPlan, mirror.GrantResult>;
  /** Who may publish in a mirror. */
  readonly owners: Query<owners.OwnersRequest, owners.OwnersResult>;
  readonly changeOwner: Operation<
    owners.OwnerChangeRequest,
    owners.OwnerChangePlan,
    owners.OwnerChangeResult
  >;
  readonly publish: Operation<mirror.PublishRequest, mirror.PublishPlan, mirror.PublishResult>;
  readonly modify: Operation<modify.ModifyRequest, modify.ModifyPlan, modify.ModifyResult>;
  readonly renew: Operation<renew.RenewRequest, renew.RenewPlan, renew.RenewResult>;
  /** What expires when, the most urgent first. */
  readonly expiry: Query<expiry.ExpiryRequest, expiry.ExpiryResult>;
  /** Who signs for the mirror: each role's keys, its threshold, and which of the keys are here. */
  readonly roles: Query<rotation.RolesRequest, rotation.RolesResult>;
  readonly rotate: Operation<rotation.RotateRequest, rotation.RotatePlan, rotation.RotateResult>;
  /** What waits for signatures in the current mirror, begun here and stopped, or carried away as a file. */
  readonly waiting: Query<void, rotation.WaitingResult>;
  /** What waits is not to come any more: its file goes. The mirror is not touched. */
  readonly giveUp: Operation<rotation.GiveUpRequest, rotation.GiveUpPlan, rotation.GiveUpResult>;
  readonly sign: Operation<rotation.SignRequest, rotation.SignPlan, rotation.SignResult>;
  readonly transferOwner: Operation<rotation.TransferRequest, rotation.TransferPlan, rotation.TransferResult>;
  readonly newRoot: Operation<rotation.NewRootRequest, rotation.NewRootPlan, rotation.NewRootResult>;
  readonly set: Operation<mirror.SetRequest, mirror.SetPlan, mirror.SetResult>;
  readonly show: Query<void, mirror.ShowResult>;
  readonly clone: Operation<clone.CloneRequest, clone.ClonePlan, clone.CloneResult>;
  readonly merge: Operation<merge.MergeRequest, merge.MergePlan, merge.MergeResult>;
  readonly verify: Query<mirror.VerifyRequest, mirror.VerifyResult>;
  /** Looks at everything around a mirror that stops people. */
  readonly doctor: Query<doctor.DoctorRequest, doctor.DoctorResult>;
  readonly keys: {
    readonly list: Query<keys.KeysRequest, keys.KeysResult>;
    readonly check: Query<keys.KeysRequest, keys.KeysCheckResult>;
    readonly import: Operation<keys.KeysImportRequest, keys.KeysImportPlan, keys.KeysImportResult>;
    readonly export: Operation<keys.KeysExportRequest, keys.KeysExportPlan, keys.KeysExportResult>;
  };
  /** Names that can follow on a command line, from what the home keeps: no network, nothing verified. */
  readonly knownNames: Query<completion.KnownNamesRequest, completion.KnownNames>;
  readonly prune: Operation<prune.PruneRequest, prune.PrunePlan, prune.PruneResult>;
  readonly repair: Operation<repair.RepairRequest, repair.RepairPlan, repair.RepairResult>;

  readonly pack: Operation<client.PackageRequest, client.PackagePlan, client.PackageResult>;
  /** What is in files or in a tarball, before they are packaged or published. */
  readonly inspect: Query<inspect.InspectRequest, inspect.InspectResult>;
  readonly list: Query<client.ListRequest, client.ListResult>;
  readonly install: Operation<client.InstallRequest, client.InstallPlan, client.InstallResult>;
  readonly update: Operation<client.UpdateRequest, client.InstallPlan, client.InstallResult>;
  readonly uninstall: Operation<client.UninstallRequest, client.UninstallPlan, client.UninstallResult>;
  readonly run: Operation<client.RunRequest, client.RunPlan, client.RunResult>;

  readonly serve: Query<serve.ServeRequest, serve.RunningServer>;
  /** Whom serving so would let do what. Throws what `serve` throws for it, but that the port is taken. */
  readonly exposure: Query<serve.ServeRequest, serve.Exposure>;

  /** Mirrors by name. The official one is always there. */
  readonly sources: {
    list(): Promise<readonly source.ListedSource[]>;
    add(request: source.AddSourceRequest): Promise<source.ListedSource>;
    remove(name: string): Promise<void>;
    test: Query<source.SourceReference, source.SourceReport>;
  };
  /** Everything that can be chosen in a mirror, verified. */
  readonly catalogue: Query<source.CatalogueRequest, source.Catalogue>;
  /** One component with all its files, yanked ones too. */
  readonly component: Query<source.ComponentRequest, source.ComponentDetails>;

  /** Of everything that this engine fetches, now and while it runs: `set` holds at once. */
  readonly rate: {
    get(): source.RateState;
    /** As `ReachOptions.limitRate`; null for no limit. Throws `usage`. */
    set(limitRate: string | null): void;
  };

  /** Long work in processes of its own, of this user. */
  readonly jobs: jobs.Jobs;

  readonly saved: saved.SavedChoices;
  readonly unfinished: unfinished.UnfinishedChoices;

  readonly guide: Guide;
  readonly settings: {
    read(): Promise<Settings>;
    write(change: Partial<Settings>): Promise<Settings>;
  };
  /** What is new at the source of the current mirror, where that is a clone in a folder; null: nothing. */
  readonly news: Query<void, source.SourceNews | null>;
  /** Nothing was ever done with this home: it has no mirror, no root and no source. */
  readonly isNew: () => Promise<boolean>;
  /** Facts about the current mirror for a first page; null where the home has none. */
  readonly status: Query<void, HomeStatus>;
};

export type HomeStatus = {
  readonly home: string;
  readonly address: string | null;
  /** Why the mirror can't be read right now, or null. */
  readonly problem: { readonly code: string; readonly message: string } | null;
  readonly report: source.SourceReport | null;
  readonly diskFree: number | null;
  readonly installed: readonly { readonly component: string; readonly versions: readonly string[] }[];
};
