import { ApiError, readProblem } from './problem';

export interface HttpRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  query?: Record<string, string | number | boolean | null | undefined>;
  /** Sent as JSON; a Blob as it is, with its own type. */
  body?: unknown;
  token?: string;
  ifMatch?: string | null;
  signal?: AbortSignal | undefined;
  /** Milliseconds until the request is given up; default 20,000. */
  timeout?: number;
}

export interface HttpAnswer<T> {
  data: T;
  etag: string | null;
  requestId: string;
}

const defaultTimeout = 20_000;

/** The page names the request, so that even one without an answer can be looked up in the logs. */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return `web-${Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')}`;
}

/** One request to the gateway. Throws {@link ApiError} for everything but a success. */
export async function send<T>(path: string, request: HttpRequest = {}): Promise<HttpAnswer<T>> {
  const requestId = newRequestId();
  const headers = new Headers({ Accept: 'application/json', 'X-Request-Id': requestId });
  if (request.token) headers.set('Authorization', `Bearer ${request.token}`);
  if (request.ifMatch) headers.set('If-Match', request.ifMatch);
  const file = request.body instanceof Blob ? request.body : null;
  if (request.body !== undefined) headers.set('Content-Type', file ? file.type : 'application/json');

  const limit = AbortSignal.timeout(request.timeout ?? defaultTimeout);
  let response: Response;
  try {
    response = await fetch(path + queryString(request.query), {
      method: request.method ?? 'GET',
      headers,
      body: file ?? (request.body === undefined ? null : JSON.stringify(request.body)),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: request.signal ? AbortSignal.any([request.signal, limit]) : limit,
    });
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw unanswered(limit.aborted, requestId);
  }

  const body = await readBody(response);
  if (!response.ok) throw new ApiError(readProblem(response.status, body, response.headers, requestId));
  if (body === unreadable) throw unreadableAnswer(response.status, requestId);
  return {
    data: body as T,
    etag: response.headers.get('etag'),
    requestId: response.headers.get('x-request-id') ?? requestId,
  };
}

/** A file, such as CSV, as it is. */
export async function fetchFile(path: string, token: string, query: HttpRequest['query']): Promise<Blob> {
  const requestId = newRequestId();
  const headers = { Authorization: `Bearer ${token}`, 'X-Request-Id': requestId };
  const limit = AbortSignal.timeout(60_000);
  let response: Response;
  try {
    response = await fetch(path + queryString(query), { headers, cache: 'no-store', signal: limit });
  } catch {
    throw unanswered(limit.aborted, requestId);
  }
  if (response.ok) return response.blob();
  throw new ApiError(readProblem(response.status, await readBody(response), response.headers, requestId));
}

const unreadable = Symbol('not JSON');

async function readBody(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  let text: string;
  try {
    text = await response.text();
  } catch {
    return unreadable;
  }
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return unreadable;
  }
}

function queryString(query: HttpRequest['query']): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text ? `?${text}` : '';
}

function unanswered(timedOut: boolean, requestId: string): ApiError {
  return new ApiError({
    status: 0,
    code: timedOut ? 'no_answer_in_time' : 'network_error',
    title: timedOut ? 'No answer in time' : 'The server cannot be reached',
    detail: 'Check the connection, then try again.',
    requestId,
    errors: {},
    retryAfter: null,
    extra: {},
  });
}

function unreadableAnswer(status: number, requestId: string): ApiError {
  return new ApiError({
    status,
    code: 'unreadable_answer',
    title: 'The answer could not be read',
    detail: 'Something between this page and the server answered in its place, often a proxy.',
    requestId,
    errors: {},
    retryAfter: null,
    extra: {},
  });
}
