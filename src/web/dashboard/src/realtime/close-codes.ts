/** Mirrors names and numbers of `src/LiveChat.RealtimeFanout/CloseCodes.cs`; an architecture test compares the two. */
export const CloseCodes = {
  normal: 1000,
  goingAway: 1001,
  protocolError: 1002,
  unsupportedData: 1003,
  invalidText: 1007,
  tooManyFrames: 1008,
  frameTooLarge: 1009,
  internalError: 1011,
  serviceRestart: 1012,
  tryAgainLater: 1013,
  unauthorized: 4401,
  forbidden: 4403,
  authTimeout: 4408,
  tooManyConnections: 4429,
} as const;

export type AfterClose =
  /** Connect again after a pause. */
  | 'reconnect'
  /** Get a fresh access token first, then connect again. */
  | 'renew'
  /** Access was taken away: only the session's own check says what is left. */
  | 'check-access';

/** What the client does when the server, or the network, closed the connection. */
export function afterClose(code: number): AfterClose {
  switch (code) {
    case CloseCodes.unauthorized:
      return 'renew';
    case CloseCodes.forbidden:
      return 'check-access';
    default:
      return 'reconnect';
  }
}
