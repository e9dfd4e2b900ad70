import string from '@adonisjs/core/helpers/string'

/** All forms of the name of what people keep, for example `shopping-lists`. */
export type Names = ReturnType<typeof namesOf>

/** @param name plural or singular, its words joined or separated */
export function namesOf(name: string) {
  const table = string.plural(string.snakeCase(name))
  const file = string.singular(table)
  const one = file.replaceAll('_', ' ')
  const many = table.replaceAll('_', ' ')
  const a = /^[aeiou]/.test(one) ? 'an' : 'a'
  return {
    table,
    file,
    one,
    many,
    a,
    path: table.replaceAll('_', '-'),
    model: string.pascalCase(file),
    models: string.pascalCase(table),
    variable: string.camelCase(file),
    variables: string.camelCase(table),
    heading: string.sentenceCase(table),
    example: `${a === 'an' ? 'An' : 'A'} ${one}`,
  }
}

const FORM = /^[a-z][a-z\d]*([-_ ][a-z][a-z\d]*)*$/i

/** Characters: PostgreSQL truncates the name of an index after 63. */
const LONGEST = 40

/** Reserved words of JavaScript and SQL, and names in the generated code: no variable or table can have them. */
const KEPT = new Set(
  `abstract all analyse analyze and any arguments array as asc async await boolean break case catch check class collate
  column const constraint continue create current date debugger default deferrable delete desc distinct do else end enum
  error eval event except export extends false fetch finally for foreign from function get global grant group having if
  implements import in instanceof interface intersect into let limit map math module new not null number object offset
  on only or order package primary private promise protected proxy public record references request require response
  return returning select self set some static string super switch symbol table test then this throw to trailing true
  try type typeof undefined union unique user using var variadic void when where while window with yield
  ability answer assert auth body bouncer caller changed entry field header id meta middleware param partial policy
  problem query router row sample schema serialize shape shaped text time title validator wish`.split(
    /\s+/
  )
)

/** Why a name cannot be used, in a sentence; null if it can. */
export function faultOf(name: string): string | null {
  if (!FORM.test(name))
    return `"${name}" cannot be used as a name. Use words of letters and digits, joined by dashes: "shopping-lists".`
  if (name.length > LONGEST) return `"${name}" is too long: use ${LONGEST} characters at most.`
  const { table, file, one } = namesOf(name)
  if (table === file)
    return `"${name}" is the same in the singular and the plural, and the code needs both. Choose a word like "${one} entries".`
  if (KEPT.has(file) || KEPT.has(table))
    return `"${one}" is a reserved word in the generated code. Choose another, such as "my-${namesOf(name).path}".`
  return null
}
