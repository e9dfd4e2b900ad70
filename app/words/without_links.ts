/** File extensions that are not top-level domains: a mail client does not link "Plan.pdf". */
const FILE_ENDING =
  /\.(?:txt|pdf|rtf|docx?|xlsx?|pptx?|od[tsp]|csv|json|xml|html?|jpe?g|png|gif|webp|heic|svg|mp[34]|m4a|wav)$/i

/** The separators in addresses, including the full stops of internationalized domains (UTS #46). */
const JOINT = /[.:@\u3002\uff0e\uff61](?=\S)/g

/** Invisible, without width, and never part of an address. */
const WORD_JOINER = '\u2060'

/**
 * Somebody else's words for an email. They look the same, but mail clients, which link anything that looks like an
 * address, do not link "evil.example".
 */
export function withoutLinks(words: string) {
  const ending = FILE_ENDING.exec(words)?.[0] ?? ''
  const beginning = words.slice(0, words.length - ending.length)
  return beginning.replace(JOINT, `$&${WORD_JOINER}`) + ending
}
