import { EnvLoader } from '@adonisjs/core/env'

/** How many letters were changed, left out, added or swapped with their neighbour to get from one word to the other. */
export function distance(one: string, other: string) {
  const rows = [Array.from({ length: other.length + 1 }, (_, column) => column)]
  for (let row = 1; row <= one.length; row++) {
    rows[row] = [row]
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1]
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      rows[row][column] = Math.min(
        rows[row - 1][column] + 1,
        rows[row][column - 1] + 1,
        rows[row - 1][column - 1] + (isSame ? 0 : 1),
        isSwapped ? rows[row - 2][column - 2] + 1 : Infinity
      )
    }
  }
  return rows[one.length][other.length]
}

/** Letters of the shortest name that counts as the beginning of another: SMTP_USER for SMTP_USERNAME. */
const SHORTEST_BEGINNING = 8

function isClose(name: string, known: string) {
  if (name.length >= SHORTEST_BEGINNING && known.startsWith(name)) return true
  return distance(name, known) <= (known.length < 8 ? 1 : 2)
}

async function namesInFiles(root: URL) {
  const files = await new EnvLoader(root).load()
  return files.flatMap(({ contents }) =>
    [...contents.matchAll(/^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=/gm)].map(([, name]) => name)
  )
}

/** Of the machine's own variables only long names are checked: HOME is not meant to be HOST. */
const namesOfTheProcess = () =>
  Object.keys(process.env).filter((name) => name.length >= SHORTEST_BEGINNING && name.includes('_'))

/** Unknown variables that are one or two letters away from one of ours, with the name that was probably meant. */
export async function misspeltVariables(root: URL, known: string[]) {
  const names = new Set([...namesOfTheProcess(), ...(await namesInFiles(root))])
  return [...names].flatMap((name) => {
    if (known.includes(name)) return []
    const meant = known.find((candidate) => isClose(name.toUpperCase(), candidate))
    return meant ? [{ name, meant }] : []
  })
}
