import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Figures or families of figures (`stream`, `stream.burst`, `stream.burst.cpu`); empty: all. */
  readonly names: readonly string[];
  /** Ends with code 1 when a budget is broken. */
  readonly check: boolean;
  readonly quadratic: boolean;
  readonly profile: boolean;
  readonly repeats: number;
}

/** Below this number a median says little. */
const fewestRepeats = 5;

/** Whether `figure` is, or belongs to, one of `names`. No names: all figures are wanted. */
export function isWanted(figure: string, names: readonly string[]): boolean {
  return names.length === 0 || names.some((name) => figure === name || figure.startsWith(`${name}.`));
}

/**
 * Reads the command line. `known` are the names of all figures.
 * Throws for an unknown option, a name that fits no figure, or a number of samples that is none.
 */
export function readBenchOptions(args: readonly string[], known: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      quadratic: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      repeats: { type: 'string', default: String(fewestRepeats) },
    },
  });
  for (const name of positionals) {
    if (!known.some((figure) => isWanted(figure, [name])))
      throw new Error(`There is no benchmark "${name}". There are: ${known.join(', ')}`);
  }
  const repeats = Number(values.repeats);
  if (!/^\d+$/.test(values.repeats) || repeats < 1)
    throw new Error(`--repeats is not a number of samples: ${values.repeats}`);
  if (values.check && repeats < fewestRepeats)
    throw new Error(`--check needs at least ${fewestRepeats} samples of each.`);
  const { check, quadratic, profile } = values;
  return { names: positionals, check, quadratic, profile, repeats };
}
