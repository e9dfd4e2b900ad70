const conjunction = new Intl.ListFormat('en')

/** "ada, grace, and alan". */
export const listInWords = (names: string[]) => conjunction.format(names)
