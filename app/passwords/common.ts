import { readFileSync } from 'node:fs'

const LIST = new URL('../../resources/passwords/common.txt', import.meta.url)

/** Words that suggest themselves to anyone who signs up here (ASVS 6.2.11). */
const CONTEXT_WORDS = ['gatehouse']

/** Repeating a piece of at most this many characters does not make it harder to guess. */
const SHORT_UNIT = 6

/** Sequences that a finger or a memory runs along. Each is read in both directions, and wraps around. */
const LINES = [
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./",
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/',
  '1q2w3e4r5t6y7u8i9o0p',
  'йцукенгшщзхъфывапролджэячсмитьбю',
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
].flatMap((line) => [line, [...line].reverse().join('')])

let words: Set<string> | undefined

/** The list in resources/passwords, read on first use: 93,000 words in 6 MB of memory. */
export function commonPasswords(): ReadonlySet<string> {
  words ??= new Set([...readFileSync(LIST, 'utf8').trimEnd().split('\n'), ...CONTEXT_WORDS])
  return words
}

/** The form in which passwords are compared: ｐａｓｓ, PASS and pass are the same. */
export const foldPassword = (password: string) => password.normalize('NFKC').toLowerCase()

const LETTER = /[\p{L}\p{M}]/u

/** "dragon" from "dragon1987!", and from "12dragon34". */
function withoutEnds(text: string) {
  const characters = [...text]
  const first = characters.findIndex((character) => LETTER.test(character))
  const end = characters.findLastIndex((character) => LETTER.test(character)) + 1
  return [characters.slice(0, end).join(''), characters.slice(first, end).join('')]
}

const isCommon = (text: string) =>
  [text, ...withoutEnds(text)].some((part) => commonPasswords().has(part))

/** The shortest piece whose repetition makes the whole text, even if the last repetition is cut short. */
function repeatedUnit(characters: string[]) {
  for (let size = 1; size <= characters.length / 2; size++) {
    if (characters.every((character, at) => at < size || character === characters[at - size])) {
      return characters.slice(0, size)
    }
  }
  return null
}

function isRepetition(characters: string[]) {
  const unit = repeatedUnit(characters)
  return unit !== null && (unit.length <= SHORT_UNIT || isCommon(unit.join('')))
}

/** How many characters from `start` on are one repeated character, or follow a sequence. */
function runLength(characters: string[], start: number) {
  const longest = LINES.map((line) => {
    const from = line.indexOf(characters[start])
    if (from < 0) return 1
    let length = 1
    while (
      start + length < characters.length &&
      characters[start + length] === line[(from + length) % line.length]
    ) {
      length++
    }
    return length
  })
  let same = 1
  while (characters[start + same] === characters[start]) same++
  return Math.max(same, ...longest)
}

/** Whether the whole is one straight sequence, or two in a row, as in "abcdef123456". */
function isSequence(characters: string[]) {
  const first = runLength(characters, 0)
  return first === characters.length || first + runLength(characters, first) === characters.length
}

/**
 * Whether a password is among the first that anyone would try: one of the most common, such a word with digits and
 * symbols around it, a short piece repeated, or a straight sequence (ASVS 6.2.4, 6.2.12). The caller's limit on the
 * length bounds the work.
 */
export function isCommonPassword(password: string): boolean {
  const folded = foldPassword(password)
  const characters = [...folded]
  return isCommon(folded) || isRepetition(characters) || isSequence(characters)
}
