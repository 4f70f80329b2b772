/** What the writer's thread and its handle send each other. All of it is plain data (structured clone). */
import type { CommandName, Commands } from './commands.js';
import type { SentError } from './sent-error.js';

export interface CommandRequest<Name extends CommandName> {
  type: 'command';
  job: number;
  name: Name;
  input: Commands[Name]['input'];
}

export type Request =
  | CommandRequest<CommandName>
  /** Is answered at once, not in its turn among the commands. */
  | { type: 'ping'; job: number }
  /** The thread is to end when all that was asked for is done. */
  | { type: 'close' };

export type Reply =
  | { type: 'ready' }
  /** The database cannot be written: the thread does nothing more, and ends. */
  | { type: 'unusable'; error: SentError }
  | { type: 'progress'; job: number; progress: unknown }
  | { type: 'answer'; job: number; answer: unknown }
  | { type: 'failed'; job: number; error: SentError };

/** What the thread is started with. */
export interface WriterData {
  databaseUrl: string;
  /** Whether another connection of this process has the database open. */
  isOpenHere?: boolean;
  /** Whether to open the database at the start, not with the first command. */
  opensAtOnce?: boolean;
}
