/** Cached per language: creating a format takes a hundred times as long as using it. */
function perLanguage<Format>(make: (language: string) => Format) {
  const made = new Map<string, Format>()
  return (language: string) => {
    const format = made.get(language) ?? make(language)
    made.set(language, format)
    return format
  }
}

export const numberFormat = perLanguage((language) => new Intl.NumberFormat(language))

export const ungroupedFormat = perLanguage(
  (language) => new Intl.NumberFormat(language, { useGrouping: false })
)

/** "ada, grace, and alan" */
export const listFormat = perLanguage((language) => new Intl.ListFormat(language))

/** The same without the last "and". */
export const unfinishedListFormat = perLanguage(
  (language) => new Intl.ListFormat(language, { type: 'unit' })
)
