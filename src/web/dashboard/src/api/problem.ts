/** What a refused or failed request tells: RFC 9457 members of the contract, or our own words when no answer came. */
export interface Problem {
  /** HTTP status; 0 when no answer came at all. */
  status: number;
  /** Stable code of the contract, or `network_error`, or `unreadable_answer`. */
  code: string;
  title: string;
  /** What to do next, in one sentence. */
  detail: string;
  requestId: string;
  /** Messages by field of the request's body. */
  errors: Record<string, string[]>;
  /** Seconds, from `Retry-After`. */
  retryAfter: number | null;
  /** Whatever else the answer carries, such as `assignee`, `nearestAllowed`, `decidedBy`. */
  extra: Record<string, unknown>;
}

export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}`);
    this.name = 'ApiError';
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }

  get code(): string {
    return this.problem.code;
  }

  /** True where the same request may succeed later: no answer, busy, or a fault on the server's side. */
  get temporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** The problem of anything thrown, so that every error state can show a code and a request id. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  return {
    status: 0,
    code: 'page_error',
    title: 'Something went wrong on this page',
    detail: error instanceof Error ? error.message : String(error),
    requestId: '',
    errors: {},
    retryAfter: null,
    extra: {},
  };
}

const known = new Set(['type', 'title', 'status', 'detail', 'code', 'requestId', 'errors']);

/** Reads a problem document; tolerant, because a proxy between us and the gateway may answer with anything. */
export function readProblem(status: number, body: unknown, headers: Headers, sentRequestId: string): Problem {
  const document = isRecord(body) ? body : {};
  const requestId = text(document['requestId']) ?? headers.get('x-request-id') ?? sentRequestId;
  const retryAfter = Number(headers.get('retry-after'));
  return {
    status,
    code: text(document['code']) ?? `http_${status}`,
    title: text(document['title']) ?? `The server answered ${status}`,
    detail: text(document['detail']) ?? '',
    requestId,
    errors: readErrors(document['errors']),
    retryAfter: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
    extra: Object.fromEntries(Object.entries(document).filter(([name]) => !known.has(name))),
  };
}

function readErrors(value: unknown): Record<string, string[]> {
  if (!isRecord(value)) return {};
  const errors: Record<string, string[]> = {};
  for (const [field, messages] of Object.entries(value)) {
    if (typeof messages === 'string') errors[field] = [messages];
    else if (Array.isArray(messages)) errors[field] = messages.filter((m) => typeof m === 'string');
  }
  return errors;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
