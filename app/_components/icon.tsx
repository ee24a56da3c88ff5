const paths = {
  today: 'M4 6h9M9 12h11M4 18h7',
  library: 'M5 4h5v16H5zM10 4h4v16h-4zM15 5l4-1 3 15-4 1z',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M13 4.5h4v5h-4zM7 14.5h4v5H7z',
  leave: 'M6 6l12 12M18 6L6 18',
  undo: 'M8 7L4 11l4 4M4 11h10a6 6 0 0 1 0 12',
  search: 'M11 4.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13M16 16l4 4',
  sun: 'M12 8a4 4 0 1 1 0 8a4 4 0 1 1 0-8M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4',
} as const;

/** A line drawing of 24 px; the word or the accessible name stands beside it. */
export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
