/** What each icon is drawn of, on a square of 24. */
export const SHAPES = {
  browser:
    '<rect x="2.5" y="4" width="19" height="16" rx="2.5"/><path d="M2.5 9h19M6 6.5h.01M9 6.5h.01"/>',
  app: '<rect x="6.5" y="2" width="11" height="20" rx="2.5"/><path d="M11 18.5h2"/>',
  alert: '<circle cx="12" cy="12" r="9.5"/><path d="M12 7v6M12 16.5h.01"/>',
  done: '<circle cx="12" cy="12" r="9.5"/><path d="m7.5 12.5 3 3 6-6.5"/>',
  stop: '<circle cx="12" cy="12" r="9.5"/><path d="m5.5 18.5 13-13"/>',
  rows: '<path d="M8.5 5.5H21M8.5 12H21M8.5 18.5H21M3.5 5.5h.01M3.5 12h.01M3.5 18.5h.01"/>',
  key: '<circle cx="7.5" cy="15.5" r="4.5"/><path d="m11 12 9-9M16 7l3 3"/>',
  page: '<path d="M6 2.5h8l5 5v14H6zM14 2.5v5h5M9.5 13h6M9.5 17h6"/>',
  mail: '<rect x="2.5" y="5" width="19" height="14" rx="2.5"/><path d="m3.5 7 8.5 6.5L20.5 7"/>',
  image:
    '<rect x="2.5" y="4" width="19" height="16" rx="2.5"/><circle cx="8.5" cy="9.5" r="1.5"/><path d="m4 18 5.5-5 4 3.5 2.5-2 4.5 4"/>',
  film: '<rect x="2.5" y="4.5" width="19" height="15" rx="2.5"/><path d="m10 9 5.5 3-5.5 3z"/>',
  sound:
    '<path d="M9 17.5V5.5l11-2v12"/><circle cx="6.5" cy="17.5" r="2.5"/><circle cx="17.5" cy="15.5" r="2.5"/>',
  archive:
    '<rect x="2.5" y="4" width="19" height="5" rx="1.5"/><path d="M4.5 9v9a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2V9M10 13h4"/>',
  people:
    '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 19.5c.4-3.7 3-5.5 6.5-5.5s6.1 1.8 6.5 5.5M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14.5c2 .7 3.3 2.4 3.5 5"/>',
  bin: '<path d="M3.5 6.5h17M9 6.5V4a1 1 0 0 1 1-1h4a1 1 0 0 1 1 1v2.5M5.5 6.5l1 13a1.5 1.5 0 0 0 1.5 1.5h8a1.5 1.5 0 0 0 1.5-1.5l1-13M10 11v6M14 11v6"/>',
  download: '<path d="M12 3.5v12M7 11l5 5 5-5M4 20.5h16"/>',
  up: '<path d="M12 19V5M6 11l6-6 6 6"/>',
  down: '<path d="M12 5v14M6 13l6 6 6-6"/>',
  search: '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
  link: '<path d="M10 14a4.5 4.5 0 0 0 6.5 0l3-3A4.6 4.6 0 0 0 13 4.5l-1 1M14 10a4.5 4.5 0 0 0-6.5 0l-3 3a4.6 4.6 0 0 0 6.5 6.5l1-1"/>',
} as const

export type IconName = keyof typeof SHAPES

/**
 * An icon, as HTML. It says nothing to a screen reader: the words beside it do.
 * @param size in pixels where letters have 16; it grows with them
 */
export const iconOf = (name: IconName, size = 22) =>
  `<svg width="${size / 16}rem" height="${size / 16}rem" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${SHAPES[name]}</svg>`
