/**
 * The host that a link leads to, with its port, as the browser will ask for it (other scripts in their ASCII form);
 * null for what is no address of the web (http or https).
 */
export function linkHost(url: string): string | null {
  try {
    const { protocol, host } = new URL(url);
    return (protocol === 'http:' || protocol === 'https:') && host !== '' ? host : null;
  } catch {
    return null;
  }
}
