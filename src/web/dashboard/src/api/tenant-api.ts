import { createContext, useContext } from 'react';
import type { Session } from '../session/session';
import { fetchFile, send, type HttpAnswer, type HttpRequest } from './http';
import { ApiError } from './problem';

/** Requests under `/api/tenants/{tenantId}/`, with the current token; an expired one is renewed once and retried. */
export class TenantApi {
  readonly tenantId: string;
  readonly #session: Session;

  constructor(session: Session, tenantId: string) {
    this.#session = session;
    this.tenantId = tenantId;
  }

  async get<T>(path: string, query?: HttpRequest['query'], signal?: AbortSignal): Promise<T> {
    return (await this.send<T>(path, { query: query ?? {}, signal })).data;
  }

  async post<T>(path: string, body: unknown = {}): Promise<T> {
    return (await this.send<T>(path, { method: 'POST', body })).data;
  }

  async put<T>(path: string, body: unknown, ifMatch: string | null = null): Promise<HttpAnswer<T>> {
    return this.send<T>(path, { method: 'PUT', body, ifMatch });
  }

  async delete(path: string): Promise<void> {
    await this.send(path, { method: 'DELETE' });
  }

  send<T>(path: string, request: HttpRequest = {}): Promise<HttpAnswer<T>> {
    return this.#withToken((token) => send<T>(this.#address(path), { ...request, token }));
  }

  file(path: string, query: HttpRequest['query']): Promise<Blob> {
    return this.#withToken((token) => fetchFile(this.#address(path), token, query));
  }

  #address(path: string): string {
    return `/api/tenants/${this.tenantId}/${path}`;
  }

  async #withToken<T>(work: (token: string) => Promise<T>): Promise<T> {
    const token = await this.#session.accessToken();
    try {
      return await work(token);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      return work(await this.#session.renew(token));
    }
  }
}

export const TenantApiContext = createContext<TenantApi | null>(null);

export function useApi(): TenantApi {
  const api = useContext(TenantApiContext);
  if (!api) throw new Error('useApi outside of the signed-in part');
  return api;
}
