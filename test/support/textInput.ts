/** The content of a message that is only text, as a client sends it. */
export function textInput(text: string): Readonly<Record<string, unknown>> {
  return { type: 'text', text, text_elements: [] };
}
