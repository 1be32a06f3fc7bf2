import { Problem } from './problem';
import type { List, Mode } from './types';

export type Query = Record<string, string | number | boolean | undefined | null>;

const origin = new URL('../', document.baseURI);
let session = { header: 'Tally-Session', query: 'session', name: 'live' };
let whenSignedOut = () => {};

/** Whose session requests are made with, and what to do once it is over. */
export function useSession(of: Mode, signedOut: () => void): void {
  session = { header: 'Tally-Session', query: 'session', name: of };
  whenSignedOut = signedOut;
}

/** The same for a customer, who is at the portal of a subscription. */
export function usePortal(subscription: string, signedOut: () => void): void {
  session = { header: 'Tally-Portal', query: 'portal', name: subscription };
  whenSignedOut = signedOut;
}

/** The same for whoever was made an offer, by the token of its link. */
export function useOffer(token: string): void {
  session = { header: 'Tally-Checkout', query: 'checkout', name: token };
}

/** The address of a resource, for downloads, new windows and streams: the session is named in the query. */
export function address(path: string, query: Query = {}): string {
  return urlOf(path, { ...query, [session.query]: session.name }).href;
}

/** Where the API is, for programs. */
export const apiOrigin = origin.href.replace(/\/$/, '');

export function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return send<T>('GET', path, query, undefined, undefined, signal);
}

/** A part of a list. */
export function list<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<List<T>> {
  return get<List<T>>(path, query, signal);
}

/** A write. Under the same key it is done once, however often it is sent. */
export function post<T>(path: string, body: unknown, key?: string): Promise<T> {
  return send<T>('POST', path, {}, body, key);
}

export function patch<T>(path: string, body: unknown): Promise<T> {
  return send<T>('PATCH', path, {}, body);
}

export function remove<T>(path: string): Promise<T> {
  return send<T>('DELETE', path, {});
}

/** A key for a write that may be sent again. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function urlOf(path: string, query: Query): URL {
  const url = new URL(path.replace(/^\//, ''), origin);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') {
      url.searchParams.set(name, String(value));
    }
  }
  return url;
}

async function send<T>(
  method: string, path: string, query: Query, body?: unknown, key?: string, signal?: AbortSignal,
): Promise<T> {
  const headers: Record<string, string> = { [session.header]: session.name };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  if (key) {
    headers['Idempotency-Key'] = key;
  }

  const response = await fetch(urlOf(path, query), {
    method,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
  });
  if (!response.ok) {
    const problem = await Problem.of(response);
    if (problem.status === 401) {
      whenSignedOut();
    }
    throw problem;
  }

  return (response.status === 204 ? undefined : await response.json()) as T;
}
