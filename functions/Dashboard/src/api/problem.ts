import type { FieldError } from './types';

/** An answer that is no success, as RFC 9457 has it. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: readonly FieldError[] = [],
  ) {
    super(message);
  }

  static async of(response: Response): Promise<Problem> {
    try {
      const body = (await response.json()) as { code: string; message: string; errors?: FieldError[] };
      return new Problem(response.status, body.code, body.message, body.errors ?? []);
    } catch {
      return new Problem(response.status, 'NO_ANSWER', `The server answered ${response.status} and said no more.`);
    }
  }

  /** Whatever was thrown, as a problem that can be shown. */
  static from(thrown: unknown): Problem {
    return thrown instanceof Problem
      ? thrown
      : new Problem(0, 'UNREACHABLE', 'The server cannot be reached. Nothing is lost: try again when it answers.');
  }
}
