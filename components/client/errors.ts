/** The one error type of the client. `code` is the server's, or NETWORK, TIMEOUT, HTTP_<status>, BAD_ANSWER. */
export class ClientError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** Whether the same question may succeed later. */
    readonly isTransient: boolean,
    /** Seconds the server asked to wait, if it did. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
    this.name = 'ClientError';
  }
}
