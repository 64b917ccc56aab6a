import { problemOf, type Problem } from '../api/problem';
import { sentenceOf } from '../messages/sentences';
import { useText, type Text } from '../messages/text';

/** A failed request in the reader's language: our own words for its code, else what the server says. */
export function problemText(problem: Problem, { find, say }: Text): { title: string; detail: string } {
  const code = `problem.${problem.code}`;
  return {
    title: find(code) ?? problem.title,
    // The server's sentence knows more than the code, where the reader can read it.
    detail:
      find(`${code}.detail`) ??
      (problem.detail ? say(problem.detail) : null) ??
      find(`${code}.next`) ??
      problem.detail,
  };
}

/** The server's objections by field of the request, as sentences of the reader's language. */
export function useFieldErrors(error: unknown): Record<string, string> {
  const { say } = useText();
  if (error === null || error === undefined) return {};
  return Object.fromEntries(
    Object.entries(problemOf(error).errors).map(([field, objections]) => [
      field,
      objections.map((objection) => say(objection) ?? sentenceOf(objection)).join(' '),
    ]),
  );
}

/** The objection to a field, or to one of its parts such as `field[3]`. */
export function errorUnder(errors: Record<string, string>, field: string): string | undefined {
  return Object.entries(errors).find(([name]) => name === field || name.startsWith(`${field}[`))?.[1];
}
