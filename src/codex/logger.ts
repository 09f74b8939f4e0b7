/** The part of VS Code's LogOutputChannel that this layer uses. Prompts, code and tokens go to trace only. */
export interface Logger {
  trace(message: string): void;
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string | Error): void;
}
