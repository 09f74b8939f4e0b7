import type { Tokens } from 'marked';
import type { JSX, VNode } from 'preact';
import { inlineView } from './inlineView.tsx';

/** Rows that are finished keep their nodes, so that a table that grows draws its last rows only. */
const drawnRows = new WeakMap<readonly Tokens.TableCell[], VNode>();

function alignment(cell: Tokens.TableCell): string | undefined {
  return cell.align ? `md-align-${cell.align}` : undefined;
}

function drawRow(row: readonly Tokens.TableCell[], index: number): VNode {
  const known = drawnRows.get(row);
  if (known) return known;
  const node = (
    <tr key={index}>
      {row.map((cell) => (
        <td class={alignment(cell)} dir="auto">
          {inlineView(cell.tokens)}
        </td>
      ))}
    </tr>
  );
  drawnRows.set(row, node);
  return node;
}

/** Draws a table in a box of its own that scrolls sideways. */
export function tableView(table: Tokens.Table): JSX.Element {
  return (
    <div class="md-table">
      <table>
        <thead>
          <tr>
            {table.header.map((cell) => (
              <th scope="col" class={alignment(cell)} dir="auto">
                {inlineView(cell.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{table.rows.map(drawRow)}</tbody>
      </table>
    </div>
  );
}
