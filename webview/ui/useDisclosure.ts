import { useCallback, useState } from 'preact/hooks';
import { loadUiState, saveUiState } from '../host.ts';
import { withRecent } from './withRecent.ts';

/** More than anyone opens by hand in one thread, and still a small state to write. */
const keptKeys = 200;

/**
 * Whether a folded part is open, remembered over a reload of the page. `key` names the part (unique in the page),
 * `initial` holds until a person toggles it.
 */
export function useDisclosure(key: string, initial: boolean): [open: boolean, toggle: () => void] {
  const [chosen, setChosen] = useState(() => loadUiState().open[key]);
  const open = chosen ?? initial;
  const toggle = useCallback(() => {
    setChosen(!open);
    saveUiState({ open: withRecent(loadUiState().open, key, !open, keptKeys) });
  }, [key, open]);
  return [open, toggle];
}
