import { fieldOf, fieldsForPeople, forPeople, titled } from './refusals';
import type { FieldError } from './types';

/** An answer that is no success, as RFC 9457 has it, in words for people: every page has them from here. */
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
      const whole = fieldOf[body.code];
      const fields = fieldsForPeople(body.errors ?? (whole ? [{ ...body, field: whole }] : []));
      const isOfField = fields[0] && body.message.startsWith(`${fields[0].field}: `);
      return new Problem(response.status, body.code, isOfField ? titled(fields[0]!) : forPeople(body.code, body.message), fields);
    } catch {
      return new Problem(response.status, 'NO_ANSWER', `The server answered ${response.status} and said no more.`);
    }
  }

  /** What the pages themselves have against a field. */
  static ofField(field: string, message: string, code: string): Problem {
    return new Problem(400, code, message, [{ field, message, code }]);
  }

  /** Where nothing is in a field that has to be filled. */
  static required(field: string): Problem {
    return Problem.ofField(field, 'This field is required.', 'REQUIRED');
  }

  /** The same with something else said of its fields. */
  map(change: (field: FieldError) => FieldError): Problem {
    return new Problem(this.status, this.code, this.message, this.fields.map(change));
  }

  /** Whatever was thrown, as a problem that can be shown. */
  static from(thrown: unknown): Problem {
    return thrown instanceof Problem
      ? thrown
      : new Problem(0, 'UNREACHABLE', 'The server cannot be reached. Nothing is lost: try again when it answers.');
  }
}
