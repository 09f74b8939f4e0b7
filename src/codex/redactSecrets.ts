// The members of login requests and token answers. A line may be cut inside a value: its end counts as the quote.
const secrets =
  /("(?:apiKey|accessToken|refreshToken|idToken|authToken|token|access_token|refresh_token|id_token)"\s*:\s*)"(?:[^"\\]|\\.)*(?:"|\\?$)/g;

// What a person wrote as an answer to a question: a secret one cannot be told from others without its request.
const notes = /(?<!\\)"user_note: (?:[^"\\]|\\.)*(?:"|\\?$)/g;

/** Takes the values of keys and tokens, and typed answers to questions, out of a line of the wire. */
export function redactSecrets(line: string): string {
  return line.replace(secrets, '$1"[redacted]"').replace(notes, '"user_note: [redacted]"');
}
