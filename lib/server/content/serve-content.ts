import type { QuestionId } from '../../base/ids';
import type { Deps } from '../deps';
import { describeError, type Log } from '../http/log';
import { formatImportReport, hasErrors, type ImportReport } from './import-report';
import { importQuestions } from './import-questions';
import { renderAhead } from './render-ahead';
import { watchQuestions } from './watch-questions';

export type ContentOptions = {
  readonly deps: Deps;
  readonly questionsDir: string;
  /** For whoever started the server: what was imported, and what is wrong with which file. */
  readonly say: (text: string) => void;
  readonly log: Log;
};

/**
 * Brings the questions in at start and again whenever a file changes. A first start waits for them, so that the first page
 * has something to ask; later ones serve what is stored while they look for changes. A failing import is said and logged:
 * what is in service stays.
 */
export async function serveContent(options: ContentOptions): Promise<{ readonly close: () => Promise<void> }> {
  const { content } = options.deps.stores;
  const service = new ContentService(options);
  const watcher = await watchQuestions(options.questionsDir, () => service.run());
  const { total } = await content.list({ includeUnreviewed: true, limit: 1, offset: 0 });
  const first = service.run();
  if (total === 0) await first;
  return {
    close: async () => {
      watcher.close();
      await service.stop();
    },
  };
}

/** Imports one after the other; rendering goes on behind them. */
class ContentService {
  private imports: Promise<void> = Promise.resolve();
  private rendering: Promise<void> = Promise.resolve();
  private lastSaid = '';
  private isFirst = true;
  private readonly stopping = new AbortController();

  constructor(private readonly options: ContentOptions) {}

  run(): Promise<void> {
    this.imports = this.imports.then(() => this.importOnce());
    return this.imports;
  }

  private renderLater(ids: readonly QuestionId[]): void {
    const { deps, log } = this.options;
    this.rendering = this.rendering
      .then(() => renderAhead(deps, ids, this.stopping.signal))
      .catch((error: unknown) => {
        log('error', 'render-failed', describeError(error));
      });
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.imports;
    await this.rendering;
  }

  private async importOnce(): Promise<void> {
    if (this.isStopping()) return;
    const { deps, questionsDir, log } = this.options;
    try {
      const report = await importQuestions({
        stores: deps.stores,
        questionsDir,
        now: deps.now,
        apply: true,
        signal: this.stopping.signal,
      });
      if (hasErrors(report) || changedAnything(report)) this.sayOnce(formatImportReport(report));
      else this.lastSaid = '';
      // At first everything: the last process may have been stopped before it was done.
      this.renderLater(report.packs.flatMap((pack) => (this.isFirst ? pack.available : pack.written)));
      this.isFirst = false;
    } catch (error) {
      if (this.isStopping()) return;
      log('error', 'import-failed', describeError(error));
      this.sayOnce(
        `The questions in ${questionsDir} could not be imported; what was imported before stays in service.`,
      );
    }
  }

  private isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  /** An author who saves five times reads of the same mistake once. */
  private sayOnce(text: string): void {
    if (text !== this.lastSaid) this.options.say(text);
    this.lastSaid = text;
  }
}

function changedAnything(report: ImportReport): boolean {
  return report.packs.some((pack) => pack.written.length > 0);
}
