/** Endings of file names that are no top-level domains: a mail program makes no link of "Plan.pdf". */
const FILE_ENDING =
  /\.(?:txt|pdf|rtf|docx?|xlsx?|pptx?|od[tsp]|csv|json|xml|html?|jpe?g|png|gif|webp|heic|svg|mp[34]|m4a|wav)$/i

/** What addresses are put together with, the full stops of internationalised domains (UTS #46) included. */
const JOINT = /[.:@\u3002\uff0e\uff61](?=\S)/g

/** Looks like nothing, takes no room, and is part of no address. */
const WORD_JOINER = '\u2060'

/**
 * The words of somebody else, for a mail: looks the same, but mail programs, which make a link of whatever looks like
 * an address, make none of "evil.example".
 */
export function withoutLinks(words: string) {
  const ending = FILE_ENDING.exec(words)?.[0] ?? ''
  const beginning = words.slice(0, words.length - ending.length)
  return beginning.replace(JOINT, `$&${WORD_JOINER}`) + ending
}
