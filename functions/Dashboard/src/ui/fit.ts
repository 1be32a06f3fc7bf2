// Rows that are stacked would be hard to compare on a screen that has the room to show a part of the table.
const mostToStack = 640;

/** Keeps something in its place: a table that is wider has its rows stacked on a small screen; whatever else is wider is moved sideways, and can be reached with the Tab key. */
export function fit(host: HTMLElement): () => void {
  let width = -1;

  function look(): void {
    host.classList.remove('stacked', 'moves');
    const table = host.querySelector<HTMLTableElement>(':scope > table');
    const isWider = host.scrollWidth > host.clientWidth + 1;
    const isStacked = isWider && table !== null && host.clientWidth < mostToStack;
    if (isStacked) {
      nameColumns(table);
    }
    host.classList.toggle('stacked', isStacked);
    const moves = isWider && !isStacked;
    host.classList.toggle('moves', moves);
    if (moves) {
      host.tabIndex = 0;
    } else {
      host.removeAttribute('tabindex');
    }
  }

  const sizes = new ResizeObserver(() => {
    if (host.clientWidth !== width) {
      width = host.clientWidth;
      look();
    }
  });
  sizes.observe(host);
  const contents = new MutationObserver(look);
  contents.observe(host, { childList: true, characterData: true, subtree: true });
  return () => {
    sizes.disconnect();
    contents.disconnect();
  };
}

/** Gives each cell the name of its column, which stands before it where rows are stacked; none where the name is not seen above it either. */
function nameColumns(table: HTMLTableElement): void {
  const names = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => (cell.querySelector('.unseen') ? '' : cell.textContent.trim()));
  for (const row of [...table.tBodies, ...(table.tFoot ? [table.tFoot] : [])].flatMap((part) => [...part.rows])) {
    let column = 0;
    for (const cell of row.cells) {
      cell.dataset['column'] = names[column] ?? '';
      column += cell.colSpan;
    }
  }
}
