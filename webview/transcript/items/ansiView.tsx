import Anser from 'anser';
import type { ComponentChildren, JSX } from 'preact';
import { toTerminalText } from './terminalText.ts';

type Entry = ReturnType<typeof Anser.ansiToJson>[number];

/** Levels of the 6×6×6 colour cube of 256-colour terminals. */
const cubeLevels = [0, 95, 135, 175, 215, 255];

function toRgb(paletteIndex: number): string {
  if (paletteIndex >= 232) {
    const level = 8 + (paletteIndex - 232) * 10;
    return `rgb(${level}, ${level}, ${level})`;
  }
  const index = paletteIndex - 16;
  const levels = [Math.floor(index / 36), Math.floor(index / 6) % 6, index % 6].map(
    (at) => cubeLevels[at] ?? 0,
  );
  return `rgb(${levels.join(', ')})`;
}

/** A colour that the theme has no token for. */
function freeColor(name: string, truecolor: string | null): string | undefined {
  if (name === 'ansi-truecolor' && truecolor) return `rgb(${truecolor})`;
  const palette = /^ansi-palette-(\d+)$/.exec(name)?.[1];
  return palette === undefined ? undefined : toRgb(Number(palette));
}

function entryView(entry: Entry): ComponentChildren {
  // Reversed video arrives with its colours already exchanged.
  const classes = [
    entry.fg ? `${entry.fg}-fg` : '',
    entry.bg ? `${entry.bg}-bg` : '',
    ...entry.decorations.map((name) => `ansi-${name}`),
  ].filter((name) => name !== '');
  if (classes.length === 0) return entry.content;
  const color = freeColor(entry.fg, entry.fg_truecolor);
  const backgroundColor = freeColor(entry.bg, entry.bg_truecolor);
  return (
    <span class={classes.join(' ')} style={{ color, backgroundColor }}>
      {entry.content}
    </span>
  );
}

/** Terminal output with its colours. The standard ones come from the theme. */
export function AnsiText({ text }: { readonly text: string }): JSX.Element {
  return <>{ansiView(text)}</>;
}

/** What `AnsiText` draws. */
export function ansiView(output: string): ComponentChildren {
  return Anser.ansiToJson(toTerminalText(output), { use_classes: true, remove_empty: true }).map(entryView);
}
