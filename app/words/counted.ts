const english = new Intl.PluralRules('en')

/** "1 person", "2 people": for commands, which are in English. */
export const counted = (count: number, one: string, several = `${one}s`) =>
  `${count} ${english.select(count) === 'one' ? one : several}`
