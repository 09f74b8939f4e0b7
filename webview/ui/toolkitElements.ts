import type { HTMLAttributes } from 'preact';

interface ToolkitButtonAttributes extends HTMLAttributes<HTMLElement> {
  readonly appearance?: 'primary' | 'secondary' | 'icon';
  readonly disabled?: boolean;
}

declare module 'preact' {
  // The JSX namespace is how Preact learns the attributes of custom elements.
  // oxlint-disable-next-line typescript/no-namespace
  namespace JSX {
    interface IntrinsicElements {
      'vscode-button': ToolkitButtonAttributes;
    }
  }
}
