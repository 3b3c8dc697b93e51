import type { EngineEvent, EngineWarning } from '../engine/index.ts';
import type { Messages } from '../messages/index.ts';
import { BarProgress, jsonProgress, type Progress, plainProgress } from './progress.ts';
import { harmless, withoutSecrets } from './text.ts';
import type { World } from './world.ts';

/**
 * The way of everything that a command prints. With `--json` stdout gets the one document and stderr events as
 * JSON lines; otherwise stdout gets results as lines, stderr warnings, notes and progress.
 */
export class Printer {
  readonly json: boolean;
  readonly #world: World;
  readonly #messages: Messages;
  readonly #progress: Progress;
  readonly #warned = new Set<string>();
  #documents = 0;

  constructor(world: World, messages: Messages, json: boolean) {
    this.#world = world;
    this.#messages = messages;
    this.json = json;
    this.#progress = this.#chooseProgress();
  }

  /** Of the terminal that the result goes to; without end where it goes elsewhere. */
  get columns(): number {
    const { isTTY, columns } = this.#world.stdout;
    return isTTY === true && columns !== undefined && columns > 0 ? columns : Number.POSITIVE_INFINITY;
  }

  /** A line of the result. */
  line(text: string): void {
    if (!this.json) this.#write(this.#world.stdout, harmless(text));
  }

  lines(texts: readonly string[]): void {
    for (const text of texts) this.line(text);
  }

  /** A line beside the result. */
  note(text: string): void {
    if (!this.json) this.#write(this.#world.stderr, harmless(text));
  }

  /** What `--json` prints; at most once on stdout, anything later goes where events go. */
  document(value: unknown): void {
    if (!this.json) return;
    this.#documents += 1;
    if (this.#documents > 1) this.record(value);
    else this.#write(this.#world.stdout, JSON.stringify(value, null, 2));
  }

  /** One JSON line beside the document. */
  record(value: unknown): void {
    if (this.json) this.#write(this.#world.stderr, JSON.stringify(value));
  }

  /** Help: text whatever the mode. */
  help(text: string): void {
    this.#write(this.#world.stdout, text.trimEnd());
  }

  /** Warnings, each once however many times it is told. */
  warn(warnings: readonly EngineWarning[]): void {
    for (const warning of warnings) {
      const key = JSON.stringify(warning);
      if (this.#warned.has(key)) continue;
      this.#warned.add(key);
      this.note(
        `${this.#messages.commands.warning}: ${this.#messages.warnings[warning.code](warning.facts)}`,
      );
    }
  }

  event(event: EngineEvent): void {
    this.#progress.event(event);
    if (event.type === 'warning') this.warn([event.warning]);
    if (event.type === 'first-contact') this.#introduce(event);
  }

  /** Ends progress; lines can still be printed. */
  close(): void {
    this.#progress.close();
  }

  #introduce(event: Extract<EngineEvent, { type: 'first-contact' }>): void {
    const { commands, units } = this.#messages;
    this.note(commands.firstContact(event.address));
    this.note(`  ${commands.itsFingerprint(event.fingerprint)}`);
    if (event.owners.length > 0) this.note(`  ${commands.itsOwners(event.owners.join(units.listJoin))}`);
    this.note(`  ${commands.itsRootKeys(event.rootKeys.map((id) => id.slice(0, 16)).join(units.listJoin))}`);
    this.note(`  ${commands.remembered}`);
  }

  #write(stream: World['stdout'], text: string): void {
    this.#progress.clear();
    stream.write(`${withoutSecrets(text)}\n`);
  }

  #chooseProgress(): Progress {
    const { stderr, environment } = this.#world;
    if (this.json) return jsonProgress((line) => stderr.write(`${withoutSecrets(line)}\n`));
    const moving = stderr.isTTY === true && environment.TERM !== 'dumb' && !environment.CI;
    if (moving) return new BarProgress(stderr, this.#messages);
    return plainProgress((line) => stderr.write(`${withoutSecrets(harmless(line))}\n`), this.#messages);
  }
}
